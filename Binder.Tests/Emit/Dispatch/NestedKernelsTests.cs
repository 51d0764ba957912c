using Binder.Boundary;

namespace Binder.Tests.Emit.Dispatch;

[TestClass]
public sealed class NestedKernelsTests
{
    private const int Levels = 40;

    private readonly Plot _plot = new();
    private readonly List<HostedKernel> _kernels = [];

    /// <summary>What handlers threw, by their levels, in order.</summary>
    private readonly List<(int Level, Exception Exception)> _failures = [];
    private ILevels _top = null!;

    [TestInitialize]
    public void Stack()
    {
        ILevels? inner = null;
        for (int level = 0; level < Levels; level++)
        {
            int own = level;
            HostedKernel kernel = HostedKernel.Create(level % 3 == 0 ? Shapes.Counted : Shapes.Linux, new LevelHandler(level, inner, _plot));
            kernel.HandlerFailed += (_, e) => _failures.Add((own, e.Exception));
            _kernels.Add(kernel);
            SyscallAbi[] ways = [.. KernelWays.To(kernel)];
            inner = SyscallBinder.Bind<ILevels>(ways[level % ways.Length]);
        }

        _top = inner!;
    }

    [TestCleanup]
    public void Unstack() => _kernels.ForEach(kernel => kernel.Dispose());

    [TestMethod]
    public void Calls_inside_calls_mix_up_neither_strings_nor_spans_nor_return_areas()
    {
        ScratchMark before = ScratchStack.Current.Mark();
        for (int round = 0; round < TestLength.Choose(5, 200); round++)
        {
            int[] buffer = new int[LevelContent.Elements(Levels)];
            Assert.AreEqual(Levels, _top.Descend(LevelContent.Text(Levels), LevelContent.Path(Levels), buffer).Value);
            Assert.IsTrue(LevelContent.IsFilled(buffer, Levels));

            buffer.AsSpan().Clear();
            LevelContent.Check(_top.Fetch(LevelContent.Text(Levels), LevelContent.Path(Levels), buffer), buffer, Levels);
        }

        Assert.AreEqual(before, ScratchStack.Current.Mark());
        Assert.IsEmpty(_failures);
    }

    [TestMethod]
    public void Error_deep_inside_leaves_every_level_as_it_was()
    {
        ScratchMark before = ScratchStack.Current.Mark();
        _plot.ThrowsAt = 0;
        int[] buffer = new int[LevelContent.Elements(Levels)];
        Assert.AreEqual(Errno.EIO, _top.Descend(LevelContent.Text(Levels), LevelContent.Path(Levels), buffer).Error);
        Assert.IsFalse(buffer.AsSpan().ContainsAnyExcept(0));
        Assert.AreEqual(before, ScratchStack.Current.Mark());
        Assert.HasCount(1, _failures, "Above it, the error is an answer.");
    }

    [TestMethod]
    public void Exceptions_pass_through_every_level_as_that_levels_error()
    {
        ScratchMark before = ScratchStack.Current.Mark();
        for (int thrower = 0; thrower < Levels; thrower++)
        {
            _failures.Clear();
            _plot.ThrowsAt = thrower;
            int[] buffer = new int[LevelContent.Elements(Levels)];
            SyscallException thrown = Assert.ThrowsExactly<SyscallException>(
                () => _top.Fetch(LevelContent.Text(Levels), LevelContent.Path(Levels), buffer));

            Assert.IsTrue(thrown.Is(Errno.EIO));
            Assert.IsFalse(buffer.AsSpan().ContainsAnyExcept(0));
            CollectionAssert.AreEqual(Enumerable.Range(thrower, Levels - thrower).ToArray(), _failures.Select(failure => failure.Level).ToArray());
            Assert.IsInstanceOfType<InvalidOperationException>(_failures[0].Exception);
            Assert.IsTrue(_failures.Skip(1).All(failure => failure.Exception is SyscallException e && e.Is(Errno.EIO)));
            Assert.AreEqual(before, ScratchStack.Current.Mark());
        }
    }

    [TestMethod]
    public void Level_that_catches_has_its_own_copies_as_they_were()
    {
        ScratchMark before = ScratchStack.Current.Mark();
        Random random = new(4);
        for (int round = 0; round < TestLength.Choose(40, 1_000); round++)
        {
            _failures.Clear();
            _plot.ThrowsAt = random.Next(Levels - 1);
            _plot.CatchesAt = random.Next(_plot.ThrowsAt + 1, Levels);
            int[] buffer = new int[LevelContent.Elements(Levels)];
            LevelContent.Check(_top.Fetch(LevelContent.Text(Levels), LevelContent.Path(Levels), buffer), buffer, Levels);

            Assert.HasCount(_plot.CatchesAt - _plot.ThrowsAt, _failures);
            Assert.AreEqual(before, ScratchStack.Current.Mark());
        }
    }
}
