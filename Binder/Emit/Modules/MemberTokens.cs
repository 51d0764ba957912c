using System.Reflection;
using System.Reflection.Emit;

namespace Binder.Emit;

/// <summary>
/// The tokens of members that code of a module names again and again. The runtime's builder looks each up anew, parents first, which is a
/// tenth of all that emission takes.
/// </summary>
internal sealed class MemberTokens(ModuleBuilder module)
{
    private readonly Dictionary<MemberInfo, int> _known = [];

    /// <summary>The token of a method; null where it is for the generator to find: of generic methods, and of those that are being built.</summary>
    public int? Of(MethodInfo method)
    {
        if (method is MethodBuilder || method.IsGenericMethod)
        {
            return null;
        }

        if (!_known.TryGetValue(method, out int token))
        {
            _known.Add(method, token = module.GetMethodMetadataToken(method));
        }

        return token;
    }

    /// <summary>The token of a field; null of one that is being built.</summary>
    public int? Of(FieldInfo field)
    {
        if (field is FieldBuilder)
        {
            return null;
        }

        if (!_known.TryGetValue(field, out int token))
        {
            _known.Add(field, token = module.GetFieldMetadataToken(field));
        }

        return token;
    }
}
