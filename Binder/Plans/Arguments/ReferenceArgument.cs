using System.Reflection;

namespace Binder.Plans;

/// <summary>An <c>in</c>, <c>ref</c> or <c>out</c> parameter of an unmanaged type: the address of its memory.</summary>
internal sealed class ReferenceArgument(ParameterInfo parameter, Type element, BufferAccess access) : ArgumentPlan(parameter)
{
    public Type Element { get; } = element;

    public BufferAccess Access { get; } = access;

    public override int Registers => 1;

    public override bool IsMemory => true;
}
