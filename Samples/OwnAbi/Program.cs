using Binder;
using OwnAbi;

using HostedKernel kernel = HostedKernel.Create(ShowingAbi.Own, new Clock());
ShowingAbi abi = new(kernel);
IClock clock = SyscallBinder.Bind<IClock>(abi);

Console.WriteLine("Arguments that fit into registers:");
Console.WriteLine($"  {clock.Add(2, 3)}");

Console.WriteLine("A union and an option, as a stream in registers and memory:");
Console.WriteLine($"  {clock.Do(new(1, Alarm.Repeated(150, every: 5), Name: 7UL))}");
Console.WriteLine($"  {clock.Do(new(1, Alarm.Once(50), Option.None))}");

Console.WriteLine("An answer in memory:");
Console.WriteLine($"  {clock.Read()}");

Console.WriteLine("The same message without a contract, and a number that nobody handles:");
Console.WriteLine($"  {abi.Perform<SetAlarm, ulong, ClockError>(new(1, Alarm.Once(160), Option.None))}");
Console.WriteLine($"  {SyscallBinder.Bind<IMissing>(abi).Wind()}");

Console.WriteLine("A caller with memory and addresses of its own:");
GuestCall.Run(kernel);
