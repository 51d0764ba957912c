using Binder;
using Binder.Bench.Startup;

return SyscallBinder.Bind<IProcess>(LinuxAbi.Current).ParentId() > 0 ? 0 : 1;
