using System.Runtime.CompilerServices;

namespace Binder.Emit;

/// <summary>The part of a proxy's stack that short strings and paths are encoded into.</summary>
[InlineArray(Length)]
internal struct TextBuffer
{
    public const int Length = 512;

    private byte _first;
}
