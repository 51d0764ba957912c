#pragma warning disable CS0649 // Nothing of this runs: it is compiled to be read.
namespace Binder.Tests.Architecture.Fixtures.Lower;

internal class Ground
{
    internal int Field;

    internal string Property { get; set; } = "";
}

internal struct Value
{
    internal long Field;
}

/// <summary>Without a method body: only the list of a type's files says where it lies.</summary>
internal enum Kind
{
    One,
    Two,
}

/// <summary>Without a method body: only the list of a type's files says where it lies.</summary>
internal interface IShape;

/// <summary>Without a method body: only the list of a type's files says where it lies.</summary>
internal delegate int Callback(int value);

internal sealed class Box<T>
{
    internal T? Content { get; set; }
}

[AttributeUsage(AttributeTargets.All)]
internal sealed class MarkAttribute : Attribute;

#pragma warning disable CA1032 // Caught, and never made.
internal sealed class GroundException : Exception;
