using Binder.Kernel;

namespace Binder;

public abstract partial class UserMemory
{
    /// <summary>
    /// Makes a caller's memory of a block: its bytes lie at addresses from <paramref name="address"/> on, and nothing else is there.
    /// </summary>
    /// <param name="memory">The block, which is not copied. Accesses are not synchronized with other users of it.</param>
    /// <param name="address">The address of its first byte.</param>
    /// <exception cref="ArgumentOutOfRangeException">The block would reach beyond the end of the address space.</exception>
    public static UserMemory Over(Memory<byte> memory, nuint address)
    {
        if (address > nuint.MaxValue - (nuint)memory.Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(address), address, $"{memory.Length} bytes from here on reach beyond the end of the address space.");
        }

        return new BlockMemory(memory, address);
    }
}
