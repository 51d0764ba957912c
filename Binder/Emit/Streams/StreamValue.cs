using Binder.Plans;

namespace Binder.Emit;

/// <summary>A value of a packed stream, and where emitted code takes it from or puts it.</summary>
/// <param name="Plan">What it is made of.</param>
/// <param name="Place">Where it stands.</param>
/// <param name="Name">What messages call it.</param>
internal sealed record StreamValue(ValuePlan Plan, Place Place, ValueName Name);
