namespace Binder.Bench.Children;

/// <summary>Work that is timed in a fresh process.</summary>
internal enum ChildTask
{
    Bind,
    BindDispatchProxy,
    BindCastle,
    Scan,
    ScanByTypes,
}
