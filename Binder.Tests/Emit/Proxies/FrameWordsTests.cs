namespace Binder.Tests.Proxies;

/// <summary>Which words of a frame a proxy writes: all that the shape has, and no others.</summary>
[TestClass]
public sealed class FrameWordsTests
{
    [TestMethod]
    [DataRow(Way.Trap)]
    [DataRow(Way.Direct)]
    public void Registers_that_carry_nothing_are_zero(Way way)
    {
        for (int i = 0; i < 3; i++)
        {
            Memory.DirtyStack();
            CollectionAssert.AreEqual(new ulong[] { 0, 0, 0, 0, 0, 0 }, ScriptedKernel.Sent<IFewArguments>(calls => calls.None(), way));
            Memory.DirtyStack();
            CollectionAssert.AreEqual(new ulong[] { 1, 2, 0, 0, 0, 0 }, ScriptedKernel.Sent<IFewArguments>(calls => calls.Two(1, 2), way));
        }
    }

    [TestMethod]
    public void Sixteen_registers_are_written_where_the_shape_has_sixteen()
    {
        Memory.DirtyStack();
        CollectionAssert.AreEqual(
            new ulong[] { 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 },
            ScriptedKernel.Sent<IFewArguments>(calls => calls.Two(1, 2), shape: Shapes.Sixteen));
    }

    [TestMethod]
    public void Only_the_words_of_the_shape_are_written()
    {
        foreach ((AbiShape shape, int words) in new[] { (Shapes.Linux, 6), (Shapes.Narrow, 8), (Shapes.Sixteen, 16) })
        {
            string listing = SyscallEmission.List(SyscallTable.Of<IFewArguments>(), new ScriptedKernel(shape).Abi);
            string[] lines = listing.Split('\n', StringSplitOptions.TrimEntries);
            string[] written = [.. lines.Where(line => line.StartsWith("// frame", StringComparison.Ordinal))];
            CollectionAssert.AreEqual(
                (string[])
                [
                    "// frame.Number = 1", $"// frame[0..{words}] = 0",
                    "// frame.Number = 2", "// frame[0] = …", "// frame[1] = …", $"// frame[2..{words}] = 0",
                ],
                written);
            Assert.IsFalse(Array.Exists(lines, line => line.StartsWith("initobj", StringComparison.Ordinal)), "The whole frame is zeroed.");
        }
    }

    [SyscallInterface]
    internal interface IFewArguments
    {
        [Syscall(1)] void None();

        [Syscall(2)] void Two(int first, int second);
    }
}
