using System.Reflection;
using System.Reflection.Emit;
using Binder.Plans;

namespace Binder.Emit;

/// <summary>Access to one scalar inside a struct.</summary>
internal static class LeafIl
{
    /// <summary>The address of the outermost value on the stack becomes the scalar.</summary>
    public static void Load(IlWriter il, Leaf leaf)
    {
        for (int i = 0; i < leaf.Path.Length - 1; i++)
        {
            il.LoadAddress(leaf.Path[i]);
        }

        il.Load(leaf.Path[^1]);
    }

    /// <summary>The address of the outermost value on the stack becomes that of the struct which holds the scalar as a field.</summary>
    public static void LoadHolderAddress(IlWriter il, Leaf leaf)
    {
        for (int i = 0; i < leaf.Path.Length - 1; i++)
        {
            il.LoadAddress(leaf.Path[i]);
        }
    }

    /// <summary>Stores the scalar on the stack into the struct that <see cref="LoadHolderAddress"/> pushed below it.</summary>
    public static void Store(IlWriter il, Leaf leaf) => il.Store(leaf.Path[^1]);

    /// <summary>Pushes one scalar of a value.</summary>
    public static void Load(IlWriter il, Leaf leaf, LocalBuilder value)
    {
        if (leaf.Path.Length == 0)
        {
            il.Load(value);
        }
        else
        {
            il.LoadAddress(value);
            Load(il, leaf);
        }
    }

    /// <summary>Stores what a register holds into a zeroed local; every scalar is checked.</summary>
    public static void Decode(IlWriter il, Leaf leaf, LocalBuilder target, NarrowRule rule, RegisterLocal register, Label malformed)
    {
        if (leaf.Path.Length == 0)
        {
            ScalarIl.FromRegister(il, leaf.Scalar, rule, register, malformed);
            il.Store(target);
            return;
        }

        LocalBuilder scalar = il.Local(leaf.Scalar.Type);
        ScalarIl.FromRegister(il, leaf.Scalar, rule, register, malformed);
        il.Store(scalar);
        il.LoadAddress(target);
        LoadHolderAddress(il, leaf);
        il.Load(scalar);
        Store(il, leaf);
    }
}
