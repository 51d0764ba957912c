using System.CommandLine;
using Quickstart;

Argument<string> file = new("FILE")
{
    Description = "The file to read; without it, this repository's README.md.",
    Arity = ArgumentArity.ZeroOrOne,
    DefaultValueFactory = _ => DefaultFile.Find(),
};
RootCommand command = new("Reads a file through one C# interface from two kernels: this machine's, and one written in C#.") { file };
command.SetAction(arguments => TwoKernels.Run(arguments.GetRequiredValue(file)));
return command.Parse(args).Invoke();
