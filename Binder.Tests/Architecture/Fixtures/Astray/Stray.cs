namespace Binder.Tests.Architecture.Fixtures.Astray;

internal interface IStray;
