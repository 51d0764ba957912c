// Written by FortyContracts.sh.
#nullable enable
namespace Binder.Bench.Contracts;

internal static class FortyContracts
{
    public static readonly Type[] All =
    [
        typeof(IContract00),
        typeof(IContract01),
        typeof(IContract02),
        typeof(IContract03),
        typeof(IContract04),
        typeof(IContract05),
        typeof(IContract06),
        typeof(IContract07),
        typeof(IContract08),
        typeof(IContract09),
        typeof(IContract10),
        typeof(IContract11),
        typeof(IContract12),
        typeof(IContract13),
        typeof(IContract14),
        typeof(IContract15),
        typeof(IContract16),
        typeof(IContract17),
        typeof(IContract18),
        typeof(IContract19),
        typeof(IContract20),
        typeof(IContract21),
        typeof(IContract22),
        typeof(IContract23),
        typeof(IContract24),
        typeof(IContract25),
        typeof(IContract26),
        typeof(IContract27),
        typeof(IContract28),
        typeof(IContract29),
        typeof(IContract30),
        typeof(IContract31),
        typeof(IContract32),
        typeof(IContract33),
        typeof(IContract34),
        typeof(IContract35),
        typeof(IContract36),
        typeof(IContract37),
        typeof(IContract38),
        typeof(IContract39),
    ];
}

[SyscallInterface]
public interface IContract00
{
    [Syscall(0)] int Call0();
    [Syscall(1)] int Call1(nuint a0);
    [Syscall(2)] int Call2(int a0, byte a1);
    [Syscall(3)] int Call3(nuint a0, long a1, ushort a2);
    [Syscall(4)] int Call4(int a0, byte a1, nint a2, uint a3);
    [Syscall(5)] int Call5(nuint a0, long a1, ushort a2, short a3, ulong a4);
    [Syscall(6)] int Call6(int a0, byte a1, nint a2, uint a3, bool a4, nuint a5);
    [Syscall(7)] int Call7();
    [Syscall(8)] int Call8(int a0);
    [Syscall(9)] int Call9(nuint a0, long a1);
}

[SyscallInterface]
public interface IContract01
{
    [Syscall(10)] int Call0(ulong a0);
    [Syscall(11)] int Call1(bool a0, nuint a1);
    [Syscall(12)] int Call2(ulong a0, int a1, byte a2);
    [Syscall(13)] int Call3(bool a0, nuint a1, long a2, ushort a3);
    [Syscall(14)] int Call4(ulong a0, int a1, byte a2, nint a3, uint a4);
    [Syscall(15)] int Call5(bool a0, nuint a1, long a2, ushort a3, short a4, ulong a5);
    [Syscall(16)] int Call6();
    [Syscall(17)] int Call7(bool a0);
    [Syscall(18)] int Call8(ulong a0, int a1);
    [Syscall(19)] int Call9(bool a0, nuint a1, long a2);
}

[SyscallInterface]
public interface IContract02
{
    [Syscall(20)] int Call0(short a0, ulong a1);
    [Syscall(21)] int Call1(uint a0, bool a1, nuint a2);
    [Syscall(22)] int Call2(short a0, ulong a1, int a2, byte a3);
    [Syscall(23)] int Call3(uint a0, bool a1, nuint a2, long a3, ushort a4);
    [Syscall(24)] int Call4(short a0, ulong a1, int a2, byte a3, nint a4, uint a5);
    [Syscall(25)] int Call5();
    [Syscall(26)] int Call6(short a0);
    [Syscall(27)] int Call7(uint a0, bool a1);
    [Syscall(28)] int Call8(short a0, ulong a1, int a2);
    [Syscall(29)] int Call9(uint a0, bool a1, nuint a2, long a3);
}

[SyscallInterface]
public interface IContract03
{
    [Syscall(30)] int Call0(ushort a0, short a1, ulong a2);
    [Syscall(31)] int Call1(nint a0, uint a1, bool a2, nuint a3);
    [Syscall(32)] int Call2(ushort a0, short a1, ulong a2, int a3, byte a4);
    [Syscall(33)] int Call3(nint a0, uint a1, bool a2, nuint a3, long a4, ushort a5);
    [Syscall(34)] int Call4();
    [Syscall(35)] int Call5(nint a0);
    [Syscall(36)] int Call6(ushort a0, short a1);
    [Syscall(37)] int Call7(nint a0, uint a1, bool a2);
    [Syscall(38)] int Call8(ushort a0, short a1, ulong a2, int a3);
    [Syscall(39)] int Call9(nint a0, uint a1, bool a2, nuint a3, long a4);
}

[SyscallInterface]
public interface IContract04
{
    [Syscall(40)] int Call0(long a0, ushort a1, short a2, ulong a3);
    [Syscall(41)] int Call1(byte a0, nint a1, uint a2, bool a3, nuint a4);
    [Syscall(42)] int Call2(long a0, ushort a1, short a2, ulong a3, int a4, byte a5);
    [Syscall(43)] int Call3();
    [Syscall(44)] int Call4(long a0);
    [Syscall(45)] int Call5(byte a0, nint a1);
    [Syscall(46)] int Call6(long a0, ushort a1, short a2);
    [Syscall(47)] int Call7(byte a0, nint a1, uint a2, bool a3);
    [Syscall(48)] int Call8(long a0, ushort a1, short a2, ulong a3, int a4);
    [Syscall(49)] int Call9(byte a0, nint a1, uint a2, bool a3, nuint a4, long a5);
}

[SyscallInterface]
public interface IContract05
{
    [Syscall(50)] int Call0(nuint a0, long a1, ushort a2, short a3, ulong a4);
    [Syscall(51)] int Call1(int a0, byte a1, nint a2, uint a3, bool a4, nuint a5);
    [Syscall(52)] int Call2();
    [Syscall(53)] int Call3(int a0);
    [Syscall(54)] int Call4(nuint a0, long a1);
    [Syscall(55)] int Call5(int a0, byte a1, nint a2);
    [Syscall(56)] int Call6(nuint a0, long a1, ushort a2, short a3);
    [Syscall(57)] int Call7(int a0, byte a1, nint a2, uint a3, bool a4);
    [Syscall(58)] int Call8(nuint a0, long a1, ushort a2, short a3, ulong a4, int a5);
    [Syscall(59)] int Call9();
}

[SyscallInterface]
public interface IContract06
{
    [Syscall(60)] int Call0(bool a0, nuint a1, long a2, ushort a3, short a4, ulong a5);
    [Syscall(61)] int Call1();
    [Syscall(62)] int Call2(bool a0);
    [Syscall(63)] int Call3(ulong a0, int a1);
    [Syscall(64)] int Call4(bool a0, nuint a1, long a2);
    [Syscall(65)] int Call5(ulong a0, int a1, byte a2, nint a3);
    [Syscall(66)] int Call6(bool a0, nuint a1, long a2, ushort a3, short a4);
    [Syscall(67)] int Call7(ulong a0, int a1, byte a2, nint a3, uint a4, bool a5);
    [Syscall(68)] int Call8();
    [Syscall(69)] int Call9(ulong a0);
}

[SyscallInterface]
public interface IContract07
{
    [Syscall(70)] int Call0();
    [Syscall(71)] int Call1(short a0);
    [Syscall(72)] int Call2(uint a0, bool a1);
    [Syscall(73)] int Call3(short a0, ulong a1, int a2);
    [Syscall(74)] int Call4(uint a0, bool a1, nuint a2, long a3);
    [Syscall(75)] int Call5(short a0, ulong a1, int a2, byte a3, nint a4);
    [Syscall(76)] int Call6(uint a0, bool a1, nuint a2, long a3, ushort a4, short a5);
    [Syscall(77)] int Call7();
    [Syscall(78)] int Call8(uint a0);
    [Syscall(79)] int Call9(short a0, ulong a1);
}

[SyscallInterface]
public interface IContract08
{
    [Syscall(80)] int Call0(nint a0);
    [Syscall(81)] int Call1(ushort a0, short a1);
    [Syscall(82)] int Call2(nint a0, uint a1, bool a2);
    [Syscall(83)] int Call3(ushort a0, short a1, ulong a2, int a3);
    [Syscall(84)] int Call4(nint a0, uint a1, bool a2, nuint a3, long a4);
    [Syscall(85)] int Call5(ushort a0, short a1, ulong a2, int a3, byte a4, nint a5);
    [Syscall(86)] int Call6();
    [Syscall(87)] int Call7(ushort a0);
    [Syscall(88)] int Call8(nint a0, uint a1);
    [Syscall(89)] int Call9(ushort a0, short a1, ulong a2);
}

[SyscallInterface]
public interface IContract09
{
    [Syscall(90)] int Call0(byte a0, nint a1);
    [Syscall(91)] int Call1(long a0, ushort a1, short a2);
    [Syscall(92)] int Call2(byte a0, nint a1, uint a2, bool a3);
    [Syscall(93)] int Call3(long a0, ushort a1, short a2, ulong a3, int a4);
    [Syscall(94)] int Call4(byte a0, nint a1, uint a2, bool a3, nuint a4, long a5);
    [Syscall(95)] int Call5();
    [Syscall(96)] int Call6(byte a0);
    [Syscall(97)] int Call7(long a0, ushort a1);
    [Syscall(98)] int Call8(byte a0, nint a1, uint a2);
    [Syscall(99)] int Call9(long a0, ushort a1, short a2, ulong a3);
}

[SyscallInterface]
public interface IContract10
{
    [Syscall(100)] int Call0(int a0, byte a1, nint a2);
    [Syscall(101)] int Call1(nuint a0, long a1, ushort a2, short a3);
    [Syscall(102)] int Call2(int a0, byte a1, nint a2, uint a3, bool a4);
    [Syscall(103)] int Call3(nuint a0, long a1, ushort a2, short a3, ulong a4, int a5);
    [Syscall(104)] int Call4();
    [Syscall(105)] int Call5(nuint a0);
    [Syscall(106)] int Call6(int a0, byte a1);
    [Syscall(107)] int Call7(nuint a0, long a1, ushort a2);
    [Syscall(108)] int Call8(int a0, byte a1, nint a2, uint a3);
    [Syscall(109)] int Call9(nuint a0, long a1, ushort a2, short a3, ulong a4);
}

[SyscallInterface]
public interface IContract11
{
    [Syscall(110)] int Call0(ulong a0, int a1, byte a2, nint a3);
    [Syscall(111)] int Call1(bool a0, nuint a1, long a2, ushort a3, short a4);
    [Syscall(112)] int Call2(ulong a0, int a1, byte a2, nint a3, uint a4, bool a5);
    [Syscall(113)] int Call3();
    [Syscall(114)] int Call4(ulong a0);
    [Syscall(115)] int Call5(bool a0, nuint a1);
    [Syscall(116)] int Call6(ulong a0, int a1, byte a2);
    [Syscall(117)] int Call7(bool a0, nuint a1, long a2, ushort a3);
    [Syscall(118)] int Call8(ulong a0, int a1, byte a2, nint a3, uint a4);
    [Syscall(119)] int Call9(bool a0, nuint a1, long a2, ushort a3, short a4, ulong a5);
}

[SyscallInterface]
public interface IContract12
{
    [Syscall(120)] int Call0(short a0, ulong a1, int a2, byte a3, nint a4);
    [Syscall(121)] int Call1(uint a0, bool a1, nuint a2, long a3, ushort a4, short a5);
    [Syscall(122)] int Call2();
    [Syscall(123)] int Call3(uint a0);
    [Syscall(124)] int Call4(short a0, ulong a1);
    [Syscall(125)] int Call5(uint a0, bool a1, nuint a2);
    [Syscall(126)] int Call6(short a0, ulong a1, int a2, byte a3);
    [Syscall(127)] int Call7(uint a0, bool a1, nuint a2, long a3, ushort a4);
    [Syscall(128)] int Call8(short a0, ulong a1, int a2, byte a3, nint a4, uint a5);
    [Syscall(129)] int Call9();
}

[SyscallInterface]
public interface IContract13
{
    [Syscall(130)] int Call0(ushort a0, short a1, ulong a2, int a3, byte a4, nint a5);
    [Syscall(131)] int Call1();
    [Syscall(132)] int Call2(ushort a0);
    [Syscall(133)] int Call3(nint a0, uint a1);
    [Syscall(134)] int Call4(ushort a0, short a1, ulong a2);
    [Syscall(135)] int Call5(nint a0, uint a1, bool a2, nuint a3);
    [Syscall(136)] int Call6(ushort a0, short a1, ulong a2, int a3, byte a4);
    [Syscall(137)] int Call7(nint a0, uint a1, bool a2, nuint a3, long a4, ushort a5);
    [Syscall(138)] int Call8();
    [Syscall(139)] int Call9(nint a0);
}

[SyscallInterface]
public interface IContract14
{
    [Syscall(140)] int Call0();
    [Syscall(141)] int Call1(byte a0);
    [Syscall(142)] int Call2(long a0, ushort a1);
    [Syscall(143)] int Call3(byte a0, nint a1, uint a2);
    [Syscall(144)] int Call4(long a0, ushort a1, short a2, ulong a3);
    [Syscall(145)] int Call5(byte a0, nint a1, uint a2, bool a3, nuint a4);
    [Syscall(146)] int Call6(long a0, ushort a1, short a2, ulong a3, int a4, byte a5);
    [Syscall(147)] int Call7();
    [Syscall(148)] int Call8(long a0);
    [Syscall(149)] int Call9(byte a0, nint a1);
}

[SyscallInterface]
public interface IContract15
{
    [Syscall(150)] int Call0(nuint a0);
    [Syscall(151)] int Call1(int a0, byte a1);
    [Syscall(152)] int Call2(nuint a0, long a1, ushort a2);
    [Syscall(153)] int Call3(int a0, byte a1, nint a2, uint a3);
    [Syscall(154)] int Call4(nuint a0, long a1, ushort a2, short a3, ulong a4);
    [Syscall(155)] int Call5(int a0, byte a1, nint a2, uint a3, bool a4, nuint a5);
    [Syscall(156)] int Call6();
    [Syscall(157)] int Call7(int a0);
    [Syscall(158)] int Call8(nuint a0, long a1);
    [Syscall(159)] int Call9(int a0, byte a1, nint a2);
}

[SyscallInterface]
public interface IContract16
{
    [Syscall(160)] int Call0(bool a0, nuint a1);
    [Syscall(161)] int Call1(ulong a0, int a1, byte a2);
    [Syscall(162)] int Call2(bool a0, nuint a1, long a2, ushort a3);
    [Syscall(163)] int Call3(ulong a0, int a1, byte a2, nint a3, uint a4);
    [Syscall(164)] int Call4(bool a0, nuint a1, long a2, ushort a3, short a4, ulong a5);
    [Syscall(165)] int Call5();
    [Syscall(166)] int Call6(bool a0);
    [Syscall(167)] int Call7(ulong a0, int a1);
    [Syscall(168)] int Call8(bool a0, nuint a1, long a2);
    [Syscall(169)] int Call9(ulong a0, int a1, byte a2, nint a3);
}

[SyscallInterface]
public interface IContract17
{
    [Syscall(170)] int Call0(uint a0, bool a1, nuint a2);
    [Syscall(171)] int Call1(short a0, ulong a1, int a2, byte a3);
    [Syscall(172)] int Call2(uint a0, bool a1, nuint a2, long a3, ushort a4);
    [Syscall(173)] int Call3(short a0, ulong a1, int a2, byte a3, nint a4, uint a5);
    [Syscall(174)] int Call4();
    [Syscall(175)] int Call5(short a0);
    [Syscall(176)] int Call6(uint a0, bool a1);
    [Syscall(177)] int Call7(short a0, ulong a1, int a2);
    [Syscall(178)] int Call8(uint a0, bool a1, nuint a2, long a3);
    [Syscall(179)] int Call9(short a0, ulong a1, int a2, byte a3, nint a4);
}

[SyscallInterface]
public interface IContract18
{
    [Syscall(180)] int Call0(nint a0, uint a1, bool a2, nuint a3);
    [Syscall(181)] int Call1(ushort a0, short a1, ulong a2, int a3, byte a4);
    [Syscall(182)] int Call2(nint a0, uint a1, bool a2, nuint a3, long a4, ushort a5);
    [Syscall(183)] int Call3();
    [Syscall(184)] int Call4(nint a0);
    [Syscall(185)] int Call5(ushort a0, short a1);
    [Syscall(186)] int Call6(nint a0, uint a1, bool a2);
    [Syscall(187)] int Call7(ushort a0, short a1, ulong a2, int a3);
    [Syscall(188)] int Call8(nint a0, uint a1, bool a2, nuint a3, long a4);
    [Syscall(189)] int Call9(ushort a0, short a1, ulong a2, int a3, byte a4, nint a5);
}

[SyscallInterface]
public interface IContract19
{
    [Syscall(190)] int Call0(byte a0, nint a1, uint a2, bool a3, nuint a4);
    [Syscall(191)] int Call1(long a0, ushort a1, short a2, ulong a3, int a4, byte a5);
    [Syscall(192)] int Call2();
    [Syscall(193)] int Call3(long a0);
    [Syscall(194)] int Call4(byte a0, nint a1);
    [Syscall(195)] int Call5(long a0, ushort a1, short a2);
    [Syscall(196)] int Call6(byte a0, nint a1, uint a2, bool a3);
    [Syscall(197)] int Call7(long a0, ushort a1, short a2, ulong a3, int a4);
    [Syscall(198)] int Call8(byte a0, nint a1, uint a2, bool a3, nuint a4, long a5);
    [Syscall(199)] int Call9();
}

[SyscallInterface]
public interface IContract20
{
    [Syscall(200)] int Call0(int a0, byte a1, nint a2, uint a3, bool a4, nuint a5);
    [Syscall(201)] int Call1();
    [Syscall(202)] int Call2(int a0);
    [Syscall(203)] int Call3(nuint a0, long a1);
    [Syscall(204)] int Call4(int a0, byte a1, nint a2);
    [Syscall(205)] int Call5(nuint a0, long a1, ushort a2, short a3);
    [Syscall(206)] int Call6(int a0, byte a1, nint a2, uint a3, bool a4);
    [Syscall(207)] int Call7(nuint a0, long a1, ushort a2, short a3, ulong a4, int a5);
    [Syscall(208)] int Call8();
    [Syscall(209)] int Call9(nuint a0);
}

[SyscallInterface]
public interface IContract21
{
    [Syscall(210)] int Call0();
    [Syscall(211)] int Call1(bool a0);
    [Syscall(212)] int Call2(ulong a0, int a1);
    [Syscall(213)] int Call3(bool a0, nuint a1, long a2);
    [Syscall(214)] int Call4(ulong a0, int a1, byte a2, nint a3);
    [Syscall(215)] int Call5(bool a0, nuint a1, long a2, ushort a3, short a4);
    [Syscall(216)] int Call6(ulong a0, int a1, byte a2, nint a3, uint a4, bool a5);
    [Syscall(217)] int Call7();
    [Syscall(218)] int Call8(ulong a0);
    [Syscall(219)] int Call9(bool a0, nuint a1);
}

[SyscallInterface]
public interface IContract22
{
    [Syscall(220)] int Call0(short a0);
    [Syscall(221)] int Call1(uint a0, bool a1);
    [Syscall(222)] int Call2(short a0, ulong a1, int a2);
    [Syscall(223)] int Call3(uint a0, bool a1, nuint a2, long a3);
    [Syscall(224)] int Call4(short a0, ulong a1, int a2, byte a3, nint a4);
    [Syscall(225)] int Call5(uint a0, bool a1, nuint a2, long a3, ushort a4, short a5);
    [Syscall(226)] int Call6();
    [Syscall(227)] int Call7(uint a0);
    [Syscall(228)] int Call8(short a0, ulong a1);
    [Syscall(229)] int Call9(uint a0, bool a1, nuint a2);
}

[SyscallInterface]
public interface IContract23
{
    [Syscall(230)] int Call0(ushort a0, short a1);
    [Syscall(231)] int Call1(nint a0, uint a1, bool a2);
    [Syscall(232)] int Call2(ushort a0, short a1, ulong a2, int a3);
    [Syscall(233)] int Call3(nint a0, uint a1, bool a2, nuint a3, long a4);
    [Syscall(234)] int Call4(ushort a0, short a1, ulong a2, int a3, byte a4, nint a5);
    [Syscall(235)] int Call5();
    [Syscall(236)] int Call6(ushort a0);
    [Syscall(237)] int Call7(nint a0, uint a1);
    [Syscall(238)] int Call8(ushort a0, short a1, ulong a2);
    [Syscall(239)] int Call9(nint a0, uint a1, bool a2, nuint a3);
}

[SyscallInterface]
public interface IContract24
{
    [Syscall(240)] int Call0(long a0, ushort a1, short a2);
    [Syscall(241)] int Call1(byte a0, nint a1, uint a2, bool a3);
    [Syscall(242)] int Call2(long a0, ushort a1, short a2, ulong a3, int a4);
    [Syscall(243)] int Call3(byte a0, nint a1, uint a2, bool a3, nuint a4, long a5);
    [Syscall(244)] int Call4();
    [Syscall(245)] int Call5(byte a0);
    [Syscall(246)] int Call6(long a0, ushort a1);
    [Syscall(247)] int Call7(byte a0, nint a1, uint a2);
    [Syscall(248)] int Call8(long a0, ushort a1, short a2, ulong a3);
    [Syscall(249)] int Call9(byte a0, nint a1, uint a2, bool a3, nuint a4);
}

[SyscallInterface]
public interface IContract25
{
    [Syscall(250)] int Call0(nuint a0, long a1, ushort a2, short a3);
    [Syscall(251)] int Call1(int a0, byte a1, nint a2, uint a3, bool a4);
    [Syscall(252)] int Call2(nuint a0, long a1, ushort a2, short a3, ulong a4, int a5);
    [Syscall(253)] int Call3();
    [Syscall(254)] int Call4(nuint a0);
    [Syscall(255)] int Call5(int a0, byte a1);
    [Syscall(256)] int Call6(nuint a0, long a1, ushort a2);
    [Syscall(257)] int Call7(int a0, byte a1, nint a2, uint a3);
    [Syscall(258)] int Call8(nuint a0, long a1, ushort a2, short a3, ulong a4);
    [Syscall(259)] int Call9(int a0, byte a1, nint a2, uint a3, bool a4, nuint a5);
}

[SyscallInterface]
public interface IContract26
{
    [Syscall(260)] int Call0(bool a0, nuint a1, long a2, ushort a3, short a4);
    [Syscall(261)] int Call1(ulong a0, int a1, byte a2, nint a3, uint a4, bool a5);
    [Syscall(262)] int Call2();
    [Syscall(263)] int Call3(ulong a0);
    [Syscall(264)] int Call4(bool a0, nuint a1);
    [Syscall(265)] int Call5(ulong a0, int a1, byte a2);
    [Syscall(266)] int Call6(bool a0, nuint a1, long a2, ushort a3);
    [Syscall(267)] int Call7(ulong a0, int a1, byte a2, nint a3, uint a4);
    [Syscall(268)] int Call8(bool a0, nuint a1, long a2, ushort a3, short a4, ulong a5);
    [Syscall(269)] int Call9();
}

[SyscallInterface]
public interface IContract27
{
    [Syscall(270)] int Call0(uint a0, bool a1, nuint a2, long a3, ushort a4, short a5);
    [Syscall(271)] int Call1();
    [Syscall(272)] int Call2(uint a0);
    [Syscall(273)] int Call3(short a0, ulong a1);
    [Syscall(274)] int Call4(uint a0, bool a1, nuint a2);
    [Syscall(275)] int Call5(short a0, ulong a1, int a2, byte a3);
    [Syscall(276)] int Call6(uint a0, bool a1, nuint a2, long a3, ushort a4);
    [Syscall(277)] int Call7(short a0, ulong a1, int a2, byte a3, nint a4, uint a5);
    [Syscall(278)] int Call8();
    [Syscall(279)] int Call9(short a0);
}

[SyscallInterface]
public interface IContract28
{
    [Syscall(280)] int Call0();
    [Syscall(281)] int Call1(ushort a0);
    [Syscall(282)] int Call2(nint a0, uint a1);
    [Syscall(283)] int Call3(ushort a0, short a1, ulong a2);
    [Syscall(284)] int Call4(nint a0, uint a1, bool a2, nuint a3);
    [Syscall(285)] int Call5(ushort a0, short a1, ulong a2, int a3, byte a4);
    [Syscall(286)] int Call6(nint a0, uint a1, bool a2, nuint a3, long a4, ushort a5);
    [Syscall(287)] int Call7();
    [Syscall(288)] int Call8(nint a0);
    [Syscall(289)] int Call9(ushort a0, short a1);
}

[SyscallInterface]
public interface IContract29
{
    [Syscall(290)] int Call0(byte a0);
    [Syscall(291)] int Call1(long a0, ushort a1);
    [Syscall(292)] int Call2(byte a0, nint a1, uint a2);
    [Syscall(293)] int Call3(long a0, ushort a1, short a2, ulong a3);
    [Syscall(294)] int Call4(byte a0, nint a1, uint a2, bool a3, nuint a4);
    [Syscall(295)] int Call5(long a0, ushort a1, short a2, ulong a3, int a4, byte a5);
    [Syscall(296)] int Call6();
    [Syscall(297)] int Call7(long a0);
    [Syscall(298)] int Call8(byte a0, nint a1);
    [Syscall(299)] int Call9(long a0, ushort a1, short a2);
}

[SyscallInterface]
public interface IContract30
{
    [Syscall(300)] int Call0(int a0, byte a1);
    [Syscall(301)] int Call1(nuint a0, long a1, ushort a2);
    [Syscall(302)] int Call2(int a0, byte a1, nint a2, uint a3);
    [Syscall(303)] int Call3(nuint a0, long a1, ushort a2, short a3, ulong a4);
    [Syscall(304)] int Call4(int a0, byte a1, nint a2, uint a3, bool a4, nuint a5);
    [Syscall(305)] int Call5();
    [Syscall(306)] int Call6(int a0);
    [Syscall(307)] int Call7(nuint a0, long a1);
    [Syscall(308)] int Call8(int a0, byte a1, nint a2);
    [Syscall(309)] int Call9(nuint a0, long a1, ushort a2, short a3);
}

[SyscallInterface]
public interface IContract31
{
    [Syscall(310)] int Call0(ulong a0, int a1, byte a2);
    [Syscall(311)] int Call1(bool a0, nuint a1, long a2, ushort a3);
    [Syscall(312)] int Call2(ulong a0, int a1, byte a2, nint a3, uint a4);
    [Syscall(313)] int Call3(bool a0, nuint a1, long a2, ushort a3, short a4, ulong a5);
    [Syscall(314)] int Call4();
    [Syscall(315)] int Call5(bool a0);
    [Syscall(316)] int Call6(ulong a0, int a1);
    [Syscall(317)] int Call7(bool a0, nuint a1, long a2);
    [Syscall(318)] int Call8(ulong a0, int a1, byte a2, nint a3);
    [Syscall(319)] int Call9(bool a0, nuint a1, long a2, ushort a3, short a4);
}

[SyscallInterface]
public interface IContract32
{
    [Syscall(320)] int Call0(short a0, ulong a1, int a2, byte a3);
    [Syscall(321)] int Call1(uint a0, bool a1, nuint a2, long a3, ushort a4);
    [Syscall(322)] int Call2(short a0, ulong a1, int a2, byte a3, nint a4, uint a5);
    [Syscall(323)] int Call3();
    [Syscall(324)] int Call4(short a0);
    [Syscall(325)] int Call5(uint a0, bool a1);
    [Syscall(326)] int Call6(short a0, ulong a1, int a2);
    [Syscall(327)] int Call7(uint a0, bool a1, nuint a2, long a3);
    [Syscall(328)] int Call8(short a0, ulong a1, int a2, byte a3, nint a4);
    [Syscall(329)] int Call9(uint a0, bool a1, nuint a2, long a3, ushort a4, short a5);
}

[SyscallInterface]
public interface IContract33
{
    [Syscall(330)] int Call0(ushort a0, short a1, ulong a2, int a3, byte a4);
    [Syscall(331)] int Call1(nint a0, uint a1, bool a2, nuint a3, long a4, ushort a5);
    [Syscall(332)] int Call2();
    [Syscall(333)] int Call3(nint a0);
    [Syscall(334)] int Call4(ushort a0, short a1);
    [Syscall(335)] int Call5(nint a0, uint a1, bool a2);
    [Syscall(336)] int Call6(ushort a0, short a1, ulong a2, int a3);
    [Syscall(337)] int Call7(nint a0, uint a1, bool a2, nuint a3, long a4);
    [Syscall(338)] int Call8(ushort a0, short a1, ulong a2, int a3, byte a4, nint a5);
    [Syscall(339)] int Call9();
}

[SyscallInterface]
public interface IContract34
{
    [Syscall(340)] int Call0(long a0, ushort a1, short a2, ulong a3, int a4, byte a5);
    [Syscall(341)] int Call1();
    [Syscall(342)] int Call2(long a0);
    [Syscall(343)] int Call3(byte a0, nint a1);
    [Syscall(344)] int Call4(long a0, ushort a1, short a2);
    [Syscall(345)] int Call5(byte a0, nint a1, uint a2, bool a3);
    [Syscall(346)] int Call6(long a0, ushort a1, short a2, ulong a3, int a4);
    [Syscall(347)] int Call7(byte a0, nint a1, uint a2, bool a3, nuint a4, long a5);
    [Syscall(348)] int Call8();
    [Syscall(349)] int Call9(byte a0);
}

[SyscallInterface]
public interface IContract35
{
    [Syscall(350)] int Call0();
    [Syscall(351)] int Call1(int a0);
    [Syscall(352)] int Call2(nuint a0, long a1);
    [Syscall(353)] int Call3(int a0, byte a1, nint a2);
    [Syscall(354)] int Call4(nuint a0, long a1, ushort a2, short a3);
    [Syscall(355)] int Call5(int a0, byte a1, nint a2, uint a3, bool a4);
    [Syscall(356)] int Call6(nuint a0, long a1, ushort a2, short a3, ulong a4, int a5);
    [Syscall(357)] int Call7();
    [Syscall(358)] int Call8(nuint a0);
    [Syscall(359)] int Call9(int a0, byte a1);
}

[SyscallInterface]
public interface IContract36
{
    [Syscall(360)] int Call0(bool a0);
    [Syscall(361)] int Call1(ulong a0, int a1);
    [Syscall(362)] int Call2(bool a0, nuint a1, long a2);
    [Syscall(363)] int Call3(ulong a0, int a1, byte a2, nint a3);
    [Syscall(364)] int Call4(bool a0, nuint a1, long a2, ushort a3, short a4);
    [Syscall(365)] int Call5(ulong a0, int a1, byte a2, nint a3, uint a4, bool a5);
    [Syscall(366)] int Call6();
    [Syscall(367)] int Call7(ulong a0);
    [Syscall(368)] int Call8(bool a0, nuint a1);
    [Syscall(369)] int Call9(ulong a0, int a1, byte a2);
}

[SyscallInterface]
public interface IContract37
{
    [Syscall(370)] int Call0(uint a0, bool a1);
    [Syscall(371)] int Call1(short a0, ulong a1, int a2);
    [Syscall(372)] int Call2(uint a0, bool a1, nuint a2, long a3);
    [Syscall(373)] int Call3(short a0, ulong a1, int a2, byte a3, nint a4);
    [Syscall(374)] int Call4(uint a0, bool a1, nuint a2, long a3, ushort a4, short a5);
    [Syscall(375)] int Call5();
    [Syscall(376)] int Call6(uint a0);
    [Syscall(377)] int Call7(short a0, ulong a1);
    [Syscall(378)] int Call8(uint a0, bool a1, nuint a2);
    [Syscall(379)] int Call9(short a0, ulong a1, int a2, byte a3);
}

[SyscallInterface]
public interface IContract38
{
    [Syscall(380)] int Call0(nint a0, uint a1, bool a2);
    [Syscall(381)] int Call1(ushort a0, short a1, ulong a2, int a3);
    [Syscall(382)] int Call2(nint a0, uint a1, bool a2, nuint a3, long a4);
    [Syscall(383)] int Call3(ushort a0, short a1, ulong a2, int a3, byte a4, nint a5);
    [Syscall(384)] int Call4();
    [Syscall(385)] int Call5(ushort a0);
    [Syscall(386)] int Call6(nint a0, uint a1);
    [Syscall(387)] int Call7(ushort a0, short a1, ulong a2);
    [Syscall(388)] int Call8(nint a0, uint a1, bool a2, nuint a3);
    [Syscall(389)] int Call9(ushort a0, short a1, ulong a2, int a3, byte a4);
}

[SyscallInterface]
public interface IContract39
{
    [Syscall(390)] int Call0(byte a0, nint a1, uint a2, bool a3);
    [Syscall(391)] int Call1(long a0, ushort a1, short a2, ulong a3, int a4);
    [Syscall(392)] int Call2(byte a0, nint a1, uint a2, bool a3, nuint a4, long a5);
    [Syscall(393)] int Call3();
    [Syscall(394)] int Call4(byte a0);
    [Syscall(395)] int Call5(long a0, ushort a1);
    [Syscall(396)] int Call6(byte a0, nint a1, uint a2);
    [Syscall(397)] int Call7(long a0, ushort a1, short a2, ulong a3);
    [Syscall(398)] int Call8(byte a0, nint a1, uint a2, bool a3, nuint a4);
    [Syscall(399)] int Call9(long a0, ushort a1, short a2, ulong a3, int a4, byte a5);
}
