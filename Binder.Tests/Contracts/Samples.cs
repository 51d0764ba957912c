namespace Binder.Tests.Contracts;

/// <summary>An error of the tests' own, as Errno is one of Linux.</summary>
internal enum Trouble
{
    None,
    Small = 1,
    Big = 22,
}
