using Programs;

namespace Binder.Tests.Children;

/// <summary>The user's program Posix.cs, which writes to descriptor 1 by a raw call, too.</summary>
internal static class PosixProgram
{
    public static int Run()
    {
        Posix.Run();
        return 0;
    }
}

/// <summary>The user's program Handles.cs.</summary>
internal static class HandlesProgram
{
    public static int Run()
    {
        Handles.Run();
        return 0;
    }
}

/// <summary>The part of the user's program CodecAndErrors.cs that binds everything of this assembly, broken contracts of tests included.</summary>
internal static class CodecAndErrorsProgram
{
    public static int Run()
    {
        CodecAndErrors.All();
        return 0;
    }
}

/// <summary>The user's program OwnAbi.cs.</summary>
internal static class OwnAbiProgram
{
    public static int Run()
    {
        OwnAbi.Run();
        return 0;
    }
}
