using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Binder.Boundary;

namespace Binder.Emit;

/// <summary>Tells the boundary who knows the memory of types: a caller's memory may be read before anything is bound or emitted.</summary>
internal static class MemoryFactsSupply
{
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Two delegates; there is no other code that surely ran before a UserMemory of the user's own is used.")]
    internal static void Supply() => MemoryFacts.Supply(ContentRules.Of, PaddingRules.Of);
}
