namespace Binder.Tests.Native;

/// <summary>A mapping whose second page lies behind the end of its file.</summary>
internal sealed class TruncatedFile : IDisposable
{
    private readonly FileStream _file;
    private readonly nuint _start;

    public TruncatedFile()
    {
        _file = new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 0, FileOptions.DeleteOnClose);
        _file.SetLength(2 * NativeMachine.Page);
        const int Shared = 1;
        nint mapped = NativeMachine.Call(
            "mmap", 0, (nuint)(2 * NativeMachine.Page), NativeMachine.ReadWrite, Shared, (nuint)_file.SafeFileHandle.DangerousGetHandle(), 0);
        Assert.IsGreaterThan(0, mapped);
        _start = (nuint)mapped;
        _file.SetLength(1);
    }

    /// <summary>The first byte whose use is a SIGBUS.</summary>
    public nuint End => _start + (nuint)NativeMachine.Page;

    public void Dispose()
    {
        NativeMachine.Unmap(_start, 2);
        _file.Dispose();
    }
}
