using System.Security.Cryptography;
using Binder.Tests.Architecture;

namespace Binder.Tests.Programs;

/// <summary>The users' programs stay what they were when they were written over the API's names.</summary>
[TestClass]
public sealed class ProgramHashTests
{
    [TestMethod]
    [DataRow("Usings.cs", "63e85763e148d98da1d64e392a934a0523d2828dfae3b677629b8fd647a200c7")]
    [DataRow("Posix.cs", "60c7a3d78daf34f2e399e5a750739540c4c237d9d2c8a515678a7e0ee72066a1")]
    [DataRow("Handles.cs", "7be96ba356b0f59ec927005f4824936a9430920e52ea76350f0df4d6be4077bd")]
    [DataRow("Messages.cs", "ea2182ef3e7fe8ccb087715e0a236cf15d0545f263c69a2968e5017805e57001")]
    [DataRow("CodecAndErrors.cs", "bf508841e54983fb2288571a9c47edfc3174b0b7b9e78cf9038b1589a96939a0")]
    [DataRow("OwnAbi.cs", "933b7c496d69e2a401a74e93f8cc4bdab960396e2bbbc02497e74863c03ad174")]
    public void Program_is_unchanged(string file, string hash)
    {
        byte[] source = File.ReadAllBytes(Repository.PathTo("Binder.Tests", "Programs", file));
        Assert.AreEqual(hash, Convert.ToHexStringLower(SHA256.HashData(source)));
    }
}
