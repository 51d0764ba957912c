using Binder.Tests.Emit.Codecs;

namespace Binder.Tests.Children;

/// <summary>The programs that tests run in processes of their own.</summary>
internal static class ChildPrograms
{
    public static int Run(string name, string[] arguments) => name switch
    {
        nameof(Echo) => Echo.Run(arguments),
        nameof(ShortCalls) => ShortCalls.Run(),
        nameof(FirstCalls) => FirstCalls.Run(arguments),
        nameof(NoDynamicCode) => NoDynamicCode.Run(),
        nameof(RunProgram) => RunProgram.Run(arguments),
        nameof(PosixProgram) => PosixProgram.Run(),
        nameof(HandlesProgram) => HandlesProgram.Run(),
        nameof(OwnAbiProgram) => OwnAbiProgram.Run(),
        nameof(CodecAndErrorsProgram) => CodecAndErrorsProgram.Run(),
        nameof(SignalScenes) => SignalScenes.Run(arguments),
        nameof(MemoryFirst) => MemoryFirst.Run(),
        nameof(GuidProgram) => GuidProgram.Run(),
        _ => throw new ArgumentException($"There is no child program {name}.", nameof(name)),
    };
}
