using System.Reflection;
using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>
/// The tokens of members that code of a module names again and again. The runtime's builder looks each up anew, parents first, which is a
/// tenth of all that emission takes.
/// </summary>
internal sealed class MemberTokens(ModuleBuilder module)
{
    /// <summary>A few members, the latest first.</summary>
    private Known? _latest;

    /// <summary>The token of a method; null where it is for the generator to find: of generic methods, and of those that are being built.</summary>
    public int? Of(MethodInfo method) => method is MethodBuilder || method.IsGenericMethod ? null
        : Find(method) ?? Add(method, module.GetMethodMetadataToken(method));

    public int Of(ConstructorInfo constructor) => Find(constructor) ?? Add(constructor, module.GetMethodMetadataToken(constructor));

    /// <summary>The token of a field; null of one that is being built.</summary>
    public int? Of(FieldInfo field) => field is FieldBuilder ? null : Find(field) ?? Add(field, module.GetFieldMetadataToken(field));

    private int? Find(MemberInfo member)
    {
        for (Known? known = _latest; known is not null; known = known.Next)
        {
            if (known.Member.Equals(member))
            {
                return known.Token;
            }
        }

        return null;
    }

    private int Add(MemberInfo member, int token)
    {
        _latest = new(member, token, _latest);
        return token;
    }

    private sealed class Known(MemberInfo member, int token, Known? next)
    {
        public MemberInfo Member { get; } = member;

        public int Token { get; } = token;

        public Known? Next { get; } = next;
    }
}
