using Binder.Native;
using Binder.Tests.Emit.Codecs;
using Binder.Tests.Emit.Dispatch;
using Binder.Tests.Native;
using Colour = Binder.Tests.Emit.Codecs.Colour;

namespace Binder.Tests.Emit.Packed;

/// <summary>What must hold of calls with a type in a shape.</summary>
internal abstract class CallCase : IDisposable
{
    public static CallCase Of(Type type, AbiShape shape, SpillPages pages) =>
        (CallCase)Activator.CreateInstance(typeof(CallCase<>).MakeGenericType(type), shape, pages)!;

    /// <summary>Values come back over every way, by contract and as messages.</summary>
    public abstract void RoundTrips(int seed);

    /// <summary>A frame that a caller made up is answered as the design says, and nothing else happens.</summary>
    public abstract void KernelWithstands(int seed);

    /// <summary>Whatever a kernel answers is a value, an error or InvalidData.</summary>
    public abstract void ProxyWithstands(int seed);

    public abstract void Dispose();
}

internal sealed class CallCase<T> : CallCase
{
    private static readonly Type s_wire = typeof(Result<T, SyscallError<Colour>>);
    private static readonly Type s_arguments = typeof((byte, T, ushort));

    private readonly AbiShape _shape;
    private readonly SpillPages _pages;
    private readonly AnswerPicture _answers;
    private readonly HostedKernel _kernel;
    private readonly (SyscallAbi Abi, IEcho<T> Echo)[] _ways;
    private readonly Script _script;
    private readonly IEcho<T> _scripted;
    private int _failures;

    public CallCase(AbiShape shape, SpillPages pages)
    {
        (_shape, _pages, _answers) = (shape, pages, new(shape, s_wire));
        _kernel = HostedKernel.Create(shape, new KernelOptions { OnUnsendableAnswer = _ => _failures++ }, new EchoHandler<T>());
        _kernel.HandlerFailed += (_, _) => _failures++;
        List<SyscallAbi> ways = [new LoopbackAbi(_kernel, SyscallCaller.CurrentProcess), new DispatchAbi(_kernel, SyscallCaller.CurrentProcess)];
        if (NativePlatform.IsSupported)
        {
            ways.Add(_kernel.Abi);
        }

        ways.AddRange(KernelWays.Lending(_kernel));
        _ways = [.. ways.Select(abi => (abi, SyscallBinder.Bind<IEcho<T>>(abi)))];
        _script = new(shape);
        _scripted = SyscallBinder.Bind<IEcho<T>>(_script);
    }

    public override void Dispose() => _kernel.Dispose();

    public override void RoundTrips(int seed)
    {
        Random random = new(seed);
        foreach ((SyscallAbi abi, IEcho<T> echo) in _ways)
        {
            string what = $"{What(seed)} {abi.GetType().Name}";
            T value = (T)RandomValues.Value(typeof(T), random)!;
            byte before = (byte)random.Next(256);
            ushort after = (ushort)random.Next(ushort.MaxValue + 1);
            Result<T, SyscallError<Colour>> answer = echo.Echo(before, value, after);
            AssertSame(new EchoHandler<T>().Echo(before, value, after), answer, what);
            AssertSame(value, echo.Plain(value), what);
            AssertFailed(value, echo, what);
            AssertSame<Result<T, SyscallError<Colour>>>(value, echo.Do(new(value, true)), what);
            Assert.AreEqual(SyscallError.Failed(Colour.Blue), echo.Do(new(value, false)).Error, what);
            AssertSame<Result<T, SyscallError<Colour>>>(value, abi.Perform<Say<T>, T, Colour>(new(value, true)), what);
            Assert.AreEqual(SyscallError.Failed(Colour.Red), abi.Perform<Say<T>, T, Colour>(new(value, false)).Error, what);
        }

        Assert.AreEqual(0, _failures, What(seed));
    }

    public override void KernelWithstands(int seed)
    {
        Random random = new(seed);
        byte[] stream = Stream(random);
        TrapFrame sent = new(60, [.. Enumerable.Range(0, TrapFrame.MaxWords).Select(_ => Register(random))]);
        ulong spare = sent[FramePicture.SpillWord(_shape)];
        FramePicture.Lay(_shape, stream, 0, ref sent);
        byte[] spilled = stream.Length > FramePicture.DataBytes(_shape) ? stream[FramePicture.DataBytes(_shape)..] : [];
        int maxSpill = Math.Max(0, 3 + MaxBytesOfValue - FramePicture.DataBytes(_shape));
        SpillScene scene = SpillScene.Any(random, spilled, _pages, _shape);
        sent[FramePicture.SpillWord(_shape)] = maxSpill == 0 && random.Next(2) == 0 ? spare : scene.Register;
        byte[] arguments = [.. FramePicture.Data(_shape, sent), .. scene.Readable(maxSpill)];
        (string areaName, ulong area) = AnyArea(random);
        sent[_answers.AreaWord] = area;

        TrapFrame expected;
        byte[]? written = null;
        if (!ReferenceStream.TryRead(s_arguments, arguments, out object? read))
        {
            expected = _answers.Rejected(sent, SyscallErrorKind.InvalidData);
        }
        else
        {
            (byte before, T value, ushort after) = ((byte, T, ushort))read!;
            byte[] answer = ReferenceStream.Write(s_wire, new EchoHandler<T>().Echo(before, value, after));
            bool canWrite = !_answers.IsInMemory || (scene.Memory is not ArenaMemory && CanWrite(area, answer.Length));
            expected = canWrite ? _answers.Answered(sent, answer) : _answers.Rejected(sent, SyscallErrorKind.InvalidData);
            written = canWrite && _answers.IsInMemory ? answer : null;
        }

        string what = $"{What(seed)} spill area {scene.Name}, return area {areaName}";
        TrapFrame frame = sent;
        AreaBytes.Clear();
        bool isWhole = scene.Memory == UserMemory.CurrentProcess || scene.Memory is ArenaMemory;
        _kernel.Dispatch(ref frame, new SyscallCaller(isWhole ? scene.Memory : new Both(scene.Memory)));
        Assert.IsTrue(expected == frame, $"{what}: {frame} instead of {expected}");
        Assert.AreEqual(0, _failures, what);
        if (area == AreaStart)
        {
            Assert.IsTrue(AreaBytes[..(written?.Length ?? 0)].SequenceEqual(written), $"{what}: another return area");
            Assert.IsFalse(AreaBytes[(written?.Length ?? 0)..].ContainsAnyExcept((byte)0), $"{what}: more than the answer was written");
        }
    }

    public override void ProxyWithstands(int seed)
    {
        Random random = new(seed);
        byte[] stream = random.Next(3) == 0 ? Bytes(random, random.Next(_answers.MaxBytes + 20)) : Spoilt(ReferenceStream.Write(s_wire, RandomValues.Value(s_wire, random)), random);
        TrapFrame answer = new(60, [.. Enumerable.Range(0, TrapFrame.MaxWords).Select(_ => Register(random))]);
        if (random.Next(5) != 0)
        {
            answer = _answers.Answered(answer, stream.Length <= DataBytesOfAnswers ? stream : stream[..DataBytesOfAnswers]);
        }

        byte[] area = new byte[_answers.MaxBytes];
        stream.AsSpan(0, Math.Min(stream.Length, area.Length)).CopyTo(area);
        (_script.Answer, _script.Area, _script.AreaWord) = (answer, _answers.IsInMemory ? area : null, _answers.AreaWord);
        T value = (T)RandomValues.Value(typeof(T), random)!;
        Result<T, SyscallError<Colour>> got = _scripted.Echo(2, value, 3);
        if (_answers.TryRead(s_wire, answer, area, out object? expected, out SyscallErrorKind rejection))
        {
            AssertSame((Result<T, SyscallError<Colour>>)expected!, got, What(seed));
        }
        else
        {
            Assert.IsFalse(got.IsOk, $"{What(seed)} {got}");
            Assert.AreEqual(rejection, got.Error.Kind, What(seed));
        }
    }

    private static int MaxBytesOfValue => new Binder.Plans.ValuePlanner(AbiShape.Packed(64, 16)).Plan(typeof(T), out _)!.MaxBytes;

    private int DataBytesOfAnswers =>
        ((_shape.ReturnRegisters.Count > 0 ? _shape.ReturnRegisters.Count : _shape.ArgumentRegisters.Count) - 2) * _shape.RegisterBits / 8;

    /// <summary>A page apart from the spill scenes, which lie at the end.</summary>
    private nuint AreaStart => _pages.Start;

    private Span<byte> AreaBytes => SpillPages.At(AreaStart, 2 * NativeMachine.Page);

    private (string Name, ulong Address) AnyArea(Random random) => random.Next(6) switch
    {
        0 => ("at address 0", 0),
        1 => ("unmapped", (ulong)random.Next(1, NativeMachine.Page)),
        2 => ("PROT_NONE", _pages.End + (ulong)random.Next(NativeMachine.Page)),
        3 => ("cut off by PROT_NONE", _pages.End - (ulong)random.Next(1, _answers.MaxBytes)),
        _ => ("good", AreaStart),
    };

    private bool CanWrite(ulong area, int bytes) => area >= _pages.Start && area + (ulong)bytes <= _pages.End;

    private static byte[] Stream(Random random)
    {
        byte[] stream = ReferenceStream.Write(s_arguments, RandomValues.Value(s_arguments, random));
        return random.Next(4) == 0 ? Bytes(random, random.Next(stream.Length + 20)) : Spoilt(stream, random);
    }

    private static byte[] Spoilt(byte[] stream, Random random)
    {
        switch (random.Next(5))
        {
            case 0:
                random.NextBytes(stream.AsSpan(random.Next(stream.Length)));
                break;
            case 1:
                stream[random.Next(stream.Length)] = (byte)random.Next(4);
                break;
            case 2:
                stream[random.Next(stream.Length)] ^= (byte)(1 << random.Next(8));
                break;
        }

        return stream;
    }

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private ulong Register(Random random)
    {
        ulong any = random.Next(3) == 0 ? (ulong)random.Next(6) : (ulong)random.NextInt64(long.MinValue, long.MaxValue);
        return _shape.RegisterBits == 32 ? (uint)any : any;
    }

    private static void AssertFailed(T error, IEcho<T> echo, string what)
    {
        if (ShapeOfType.IsA(typeof(T), typeof(SyscallError<>)))
        {
            // Its own errors are what a kernel says; the handler's rejection stays one.
            Result<byte, T> answer = echo.Fail(error);
            Assert.IsFalse(answer.IsOk, what);
            AssertSame(error, answer.Error, what);
            return;
        }

        AssertSame(error, echo.Fail(error).Error, what);
    }

    private static void AssertSame<TValue>(TValue expected, TValue actual, string what) => CollectionAssert.AreEqual(
        ReferenceStream.Write(typeof(TValue), expected), ReferenceStream.Write(typeof(TValue), actual), $"{what}: {actual} instead of {expected}");

    private string What(int seed) =>
        $"{typeof(T)} in {_shape.ArgumentRegisters.Count} registers of {_shape.RegisterBits} bits, answers in {_shape.ReturnRegisters} of {_shape.Encoding}, seed {seed},";

    /// <summary>Reads from a scene, writes to this process.</summary>
    private sealed class Both(UserMemory scene) : UserMemory
    {
        public override bool TryRead(nuint address, Span<byte> destination) => scene.TryRead(address, destination);

        public override bool TryWrite(nuint address, ReadOnlySpan<byte> source) => CurrentProcess.TryWrite(address, source);
    }

    /// <summary>A kernel that answers what a test says.</summary>
    private sealed class Script(AbiShape shape) : SyscallAbi(shape)
    {
        public TrapFrame Answer { get; set; }

        public byte[]? Area { get; set; }

        public int AreaWord { get; set; }

        public override void Trap(ref TrapFrame frame)
        {
            if (Area is not null)
            {
                Assert.IsTrue(Memory.TryWrite((nuint)frame[AreaWord], Area));
            }

            frame = Answer;
        }
    }
}
