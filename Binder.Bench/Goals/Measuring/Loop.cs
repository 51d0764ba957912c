namespace Binder.Bench.Goals.Measuring;

/// <summary>Makes the call under test so many times.</summary>
internal delegate void Loop(int calls);
