using System.Diagnostics.Tracing;

namespace Binder.Tests.Children;

/// <summary>Hears from the runtime which methods it has compiled in their last form.</summary>
internal sealed class TierListener : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords Jit = (EventKeywords)0x10;
    private const uint TierShift = 7;
    private const uint TierMask = 7;
    private const uint Tier1 = 4;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _compiled = [];

    /// <summary>Whether methods of all these names have reached tier 1.</summary>
    public bool HasAll(params ReadOnlySpan<string> methods)
    {
        lock (_lock)
        {
            foreach (string method in methods)
            {
                if (!_compiled.Contains(method))
                {
                    return false;
                }
            }

            return true;
        }
    }

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource?.Name == Runtime)
        {
            EnableEvents(eventSource, EventLevel.Verbose, Jit);
        }
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData?.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) != true)
        {
            return;
        }

        uint flags = (uint)eventData.Payload![eventData.PayloadNames!.IndexOf("MethodFlags")]!;
        string name = (string)eventData.Payload[eventData.PayloadNames.IndexOf("MethodName")]!;
        if ((flags >> (int)TierShift & TierMask) == Tier1)
        {
            lock (_lock)
            {
                _compiled.Add(name);
            }
        }
    }
}
