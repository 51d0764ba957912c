using Binder.Tests.Emit.Dispatch;
using Binder.Tests.Emit.Packed;

namespace Binder.Tests.Emit.Capabilities;

/// <summary>Nobody gets a capability but out of an answer: what the language makes by itself is refused on both sides and in both encodings.</summary>
[TestClass]
public sealed class ForgeryTests
{
    private static readonly AbiShape s_registers = new()
    {
        RegisterBits = 64,
        ArgumentRegisters = RegisterList.Range(0, 6),
        Errors = ErrorConvention.Tagged,
        NarrowArguments = NarrowRule.Refuse,
    };

    public static IEnumerable<AbiShape> Flat =>
    [
        s_registers,
        s_registers with { RegisterBits = 128 },
        s_registers with { Errors = ErrorConvention.NegativeErrno, ReturnRegisters = [0] },
        .. PackedShapes.FewWithErrorNumbers,
    ];

    public static IEnumerable<AbiShape> Packing => PackedShapes.FewWithErrorNumbers.Where(static shape =>
        shape.Encoding != AbiEncoding.Registers && shape.Answers?.Encoding != AbiEncoding.Registers && shape.Errors == ErrorConvention.Tagged);

    /// <summary>Everything that makes a struct without its constructor.</summary>
    private static IEnumerable<Key> Forged
    {
        get
        {
            yield return default;
            yield return new Key();
            yield return (new Key[1])[0];
            yield return Activator.CreateInstance<Key>();
            yield return Left(out Key _);
            yield return new Ticket().Key;
            yield return (Key)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(typeof(Key));

            static Key Left(out Key key)
            {
                key = default;
                return key;
            }
        }
    }

    [TestMethod]
    [DynamicData(nameof(Flat))]
    public void What_the_language_makes_is_not_sent(AbiShape shape) => Over<IVault>(shape, new VaultHandler(), (vault, _, _) =>
    {
        Key good = vault.Issue(5).ValueOrThrow();
        Assert.AreEqual(5UL, vault.Use(good).Value);
        Assert.AreEqual(5UL, vault.UseTicket(new(1, good)).Value);
        Assert.AreEqual(10UL, vault.UseAll([good, good]).Value);
        Assert.AreEqual(5UL, vault.UseReference(good).Value);
        foreach (Key forged in Forged)
        {
            Assert.ThrowsExactly<SyscallEncodingException>(() => vault.Use(forged));
            Assert.ThrowsExactly<SyscallEncodingException>(() => vault.UseTicket(new(1, forged)));
            MustFail(() => vault.UseAll([good, forged]));
            MustFail(() => vault.UseReference(forged));
            Key swapped = forged;
            MustFail(() => vault.Swap(ref swapped, 5));
        }
    });

    [TestMethod]
    [DynamicData(nameof(Flat))]
    public void What_a_handler_did_not_issue_is_not_answered(AbiShape shape) => Over<IVault>(shape, new VaultHandler(), (vault, _, unsendable) =>
    {
        Key good = vault.Issue(5).ValueOrThrow();
        Key key = good;
        Key[] keys = [good, good];
        int heard = unsendable.Count;
        Assert.IsFalse(vault.Issue(0).IsOk);
        Assert.IsFalse(vault.Fill(0, keys).IsOk);
        Assert.IsFalse(vault.Make(0, out Key made).IsOk);
        Assert.IsFalse(vault.Swap(ref key, 0).IsOk);
        Assert.AreEqual(heard + 4, unsendable.Count);
        Assert.AreEqual((good, good, good, default(Key)), (key, keys[0], keys[1], made), "Nothing is written.");
        Assert.IsTrue(vault.Make(6, out made).IsOk && vault.Swap(ref key, 7).IsOk && vault.Fill(8, keys).IsOk);
        Assert.AreEqual(6UL + 7 + 8 + 8, vault.UseAll([made, key, .. keys]).Value);
    });

    [TestMethod]
    [DynamicData(nameof(Packing))]
    public void Options_unions_and_arrays_hold_no_forged_one_either(AbiShape shape) => Over<IPackedVault>(shape, new PackedVaultHandler(), (vault, _, unsendable) =>
    {
        Key good = vault.IssueMaybe(5, true).ValueOrThrow().Value;
        Assert.IsFalse(vault.IssueMaybe(0, false).Value.HasValue);
        TwoKeys two = vault.IssueTwo(6, 7).ValueOrThrow();
        KeyChain chain = vault.IssueChain(8).ValueOrThrow();
        KeyChoice choice = vault.IssueChoice(ChoiceKind.Key, 9).ValueOrThrow();
        Assert.AreEqual(new KeyChoice(ChoiceKind.None, 1, default), vault.IssueChoice(ChoiceKind.None, 9).Value, "Of another variant nothing is sent.");
        Assert.AreEqual(5UL, vault.UseMaybe(good).Value);
        Assert.AreEqual(0UL, vault.UseMaybe(Option.None).Value);
        Assert.AreEqual(13UL, vault.UseTwo(two).Value);
        Assert.AreEqual(8UL, vault.UseChain(chain).Value);
        Assert.AreEqual(9UL, vault.UseChoice(choice).Value);
        Assert.AreEqual(0UL, vault.UseChoice(new(ChoiceKind.None, 1, default)).Value);
        Assert.AreEqual(0UL, vault.UseChain(new KeyChain.Empty()).Value);
        Assert.IsFalse(vault.FailWith(3, Option.None).IsOk);

        foreach (Key forged in Forged)
        {
            Assert.ThrowsExactly<SyscallEncodingException>(() => vault.UseMaybe(forged));
            two[1] = forged;
            Assert.ThrowsExactly<SyscallEncodingException>(() => vault.UseTwo(two));
            Assert.ThrowsExactly<SyscallEncodingException>(() => vault.UseChain(new KeyChain.One(forged)));
            Assert.ThrowsExactly<SyscallEncodingException>(() => vault.UseChoice(choice with { Key = forged }));
        }

        Assert.IsEmpty(unsendable);
        Assert.IsFalse(vault.IssueMaybe(0, true).IsOk);
        Assert.IsFalse(vault.IssueTwo(6, 0).IsOk);
        Assert.IsFalse(vault.IssueChain(0).IsOk);
        Assert.IsFalse(vault.IssueChoice(ChoiceKind.Key, 0).IsOk);
        Assert.ThrowsExactly<SyscallException>(() => vault.FailWith(0, Option.None));
        Assert.HasCount(5, unsendable);
    });

    [TestMethod]
    public void A_context_that_no_kernel_gave_issues_and_reveals_nothing()
    {
        using HostedKernel kernel = HostedKernel.Create(s_registers, new VaultHandler());
        Key good = SyscallBinder.Bind<IVault>(kernel.Abi).Issue(5).Value;
        foreach (SyscallContext forged in (SyscallContext[])[default, new SyscallContext(), (new SyscallContext[1])[0], Activator.CreateInstance<SyscallContext>()])
        {
            Assert.Contains("belongs to no call", Assert.ThrowsExactly<InvalidOperationException>(() => forged.Issue<Key>(5)).Message);
            Assert.Contains("belongs to no call", Assert.ThrowsExactly<InvalidOperationException>(() => forged.Reveal(good)).Message);
            Assert.ThrowsExactly<InvalidOperationException>(() => forged.Issue<Key>(0));
        }
    }

    [TestMethod]
    public void Frames_and_answers_made_by_hand_hold_none_either()
    {
        foreach (AbiShape shape in (AbiShape[])[s_registers, AbiShape.Packed(64, 6)])
        {
            using HostedKernel kernel = HostedKernel.Create(shape, new VaultHandler());
            TrapFrame frame = new(121);
            kernel.Dispatch(ref frame, SyscallCaller.CurrentProcess);
            Assert.AreEqual((0x0001ul, 1ul), (frame[0], frame[5]), "InvalidData");

            // A kernel that answers with status 0, tag 0 and a key of 0.
            Zeroes zeroes = new(shape);
            Assert.AreEqual(SyscallError<Errno>.InvalidData, SyscallBinder.Bind<IVault>(zeroes).Issue(1).Error);
            if (shape.Encoding == AbiEncoding.Packed)
            {
                Assert.AreEqual(SyscallError<Errno>.InvalidData, SyscallBinder.Bind<IPackedVault>(zeroes).IssueTwo(1, 1).Error);
                Assert.IsFalse(SyscallBinder.Bind<IPackedVault>(zeroes).IssueMaybe(1, true).Value.HasValue);
            }
        }
    }

    private static void MustFail<T>(Func<Result<T, SyscallError<Errno>>> call)
    {
        try
        {
            Assert.IsFalse(call().IsOk);
        }
        catch (SyscallEncodingException)
        {
            // Found before it was sent.
        }
    }

    private static void Over<T>(AbiShape shape, object handler, Action<T, SyscallAbi, List<UnsendableAnswer>> holds)
        where T : class
    {
        List<UnsendableAnswer> unsendable = [];
        using HostedKernel kernel = HostedKernel.Create(shape, new KernelOptions { OnUnsendableAnswer = unsendable.Add }, handler);
        foreach (SyscallAbi abi in KernelWays.To(kernel))
        {
            unsendable.Clear();
            holds(SyscallBinder.Bind<T>(abi), abi, unsendable);
        }
    }

    private sealed class Zeroes(AbiShape shape) : SyscallAbi(shape)
    {
        public override void Trap(ref TrapFrame frame) => frame = new(frame.Number);
    }
}
