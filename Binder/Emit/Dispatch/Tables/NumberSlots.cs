using System.Numerics;

namespace Binder.Emit;

/// <summary>
/// Gives every number of a fixed set a slot of its own in an array, by one or two loads: by subtraction where the numbers lie close together, else by a
/// perfect hash (hash and displace: the upper bits of a product choose a bucket, the next ones a slot, and the bucket's displacement moves it).
/// A number that is not of the set gets the slot of one that is, or of none: the slot's owner must be compared.
/// </summary>
internal readonly struct NumberSlots
{
    private readonly ulong _origin;
    private readonly ulong _multiplier;
    private readonly int _bucketShift;
    private readonly int _slotShift;
    private readonly uint[]? _displacements;

    /// <param name="numbers">The numbers, ascending and different, at least one.</param>
    public NumberSlots(ReadOnlySpan<ulong> numbers)
    {
        ulong reach = numbers[^1] - numbers[0];
        if (reach < 4 * (ulong)numbers.Length)
        {
            _origin = numbers[0];
            Count = (int)reach + 1;
            return;
        }

        Count = (int)BitOperations.RoundUpToPowerOf2((uint)(numbers.Length + (numbers.Length / 4)));
        uint buckets = BitOperations.RoundUpToPowerOf2((uint)numbers.Length / 2 + 1);
        _bucketShift = 64 - BitOperations.Log2(buckets);
        _slotShift = _bucketShift - BitOperations.Log2((uint)Count);
        _displacements = new uint[buckets];

        // The golden ratio, and the numbers of a fixed sequence after it: the same set always gets the same slots.
        for (_multiplier = 0x9E3779B97F4A7C15; !TryDisplace(numbers); _multiplier = (_multiplier * 6364136223846793005) + 1442695040888963406)
        {
        }
    }

    /// <summary>How many slots there are.</summary>
    public int Count { get; }

    public uint SlotOf(ulong number)
    {
        if (_displacements is null)
        {
            ulong slot = number - _origin;
            return slot < (uint)Count ? (uint)slot : 0;
        }

        ulong hash = number * _multiplier;
        return ((uint)(hash >> _slotShift) ^ _displacements[(uint)(hash >> _bucketShift)]) & ((uint)Count - 1);
    }

    /// <summary>Full buckets first, while there is room for them.</summary>
    private bool TryDisplace(ReadOnlySpan<ulong> numbers)
    {
        List<uint>[] buckets = new List<uint>[_displacements!.Length];
        foreach (ulong number in numbers)
        {
            ulong hash = number * _multiplier;
            (buckets[hash >> _bucketShift] ??= []).Add((uint)(hash >> _slotShift) & ((uint)Count - 1));
        }

        bool[] taken = new bool[Count];
        foreach (int bucket in Enumerable.Range(0, buckets.Length).Where(i => buckets[i] is not null).OrderByDescending(i => buckets[i].Count))
        {
            if (!TryTake(buckets[bucket], taken, out _displacements[bucket]))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryTake(List<uint> bucket, bool[] taken, out uint displacement)
    {
        for (displacement = 0; displacement < (uint)Count; displacement++)
        {
            uint moved = displacement;
            if (bucket.TrueForAll(slot => !taken[slot ^ moved]) && bucket.Distinct().Count() == bucket.Count)
            {
                bucket.ForEach(slot => taken[slot ^ moved] = true);
                return true;
            }
        }

        return false;
    }
}
