using System.Security.Cryptography;
using Binder.Tests.Architecture;

namespace Binder.Tests.Bench;

[TestClass]
public sealed class BaselinesTests
{
    /// <summary>Every ratio of docs/performance.md is against this very file: a changed yardstick would change what they all mean.</summary>
    private const string Sha256OfYardsticks = "2E5F45C44A0BE391540069124386B7A932F2F82D67BBA5CA0BFE14FDAA6427AC";

    [TestMethod]
    public void Yardsticks_are_unchanged()
    {
        byte[] text = File.ReadAllBytes(Repository.PathTo("Binder.Bench", "Baselines", "Baselines.cs"));

        Assert.AreEqual(Sha256OfYardsticks, Convert.ToHexString(SHA256.HashData(text)));
    }
}
