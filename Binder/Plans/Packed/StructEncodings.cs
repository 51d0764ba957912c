namespace Binder.Plans;

/// <summary>How a hand-written encoding sends a struct as a whole: by the struct's own plan, which writer and reader cannot follow themselves.</summary>
internal abstract class StructEncodings
{
    public abstract void Write<T>(in T value, ref PackedWriter writer)
        where T : unmanaged;

    public abstract bool TryRead<T>(ref PackedReader reader, out T value)
        where T : unmanaged;
}
