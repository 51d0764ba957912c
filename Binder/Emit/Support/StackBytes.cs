using System.Runtime.CompilerServices;

namespace Binder.Emit;

/// <summary>Memory on the stack of emitted code, in a few sizes.</summary>
internal static class StackBytes
{
    /// <summary>The most bytes that code keeps on its stack.</summary>
    public const int Most = 1024;

    /// <summary>The smallest type with room for so many bytes, and so many that a whole chunk may be stored at the end.</summary>
    public static Type For(int bytes) => bytes switch
    {
        <= 64 => typeof(Of64),
        <= 128 => typeof(Of128),
        <= 256 => typeof(Of256),
        <= 512 => typeof(Of512),
        <= Most => typeof(Of1024),
        _ => throw new ArgumentOutOfRangeException(nameof(bytes), bytes, "Larger memory comes from the thread's scratch stack."),
    };

    [InlineArray(8)]
    public struct Of64
    {
        private ulong _first;
    }

    [InlineArray(16)]
    public struct Of128
    {
        private ulong _first;
    }

    [InlineArray(32)]
    public struct Of256
    {
        private ulong _first;
    }

    [InlineArray(64)]
    public struct Of512
    {
        private ulong _first;
    }

    [InlineArray(128)]
    public struct Of1024
    {
        private ulong _first;
    }
}
