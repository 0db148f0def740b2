namespace Cairn.Specs;

/// <summary>The facts about microarchitectures, in the notation that <c>Notation.md</c> explains.</summary>
/// <remarks>
/// Who descends from whom, what each can do, and how compilers are told about it, as archspec publishes it. A literal and
/// no resource file, because reading a resource costs every start of the program two milliseconds.
/// </remarks>
internal static class MicroarchitectureFacts
{
    public const string Text = """
        $native -march={name} -mtune={name}
        $generic -march={name} -mtune=generic
        $cpu -mcpu={name} -mtune={name}
        $v2 -march={name} -mtune=generic -mcx16 -msahf -mpopcnt -msse3 -msse4.1 -msse4.2 -mssse3
        $v3 -march={name} -mtune=generic -mcx16 -msahf -mpopcnt -msse3 -msse4.1 -msse4.2 -mssse3 -mavx -mavx2 -mbmi -mbmi2 -mf16c -mfma -mlzcnt -mmovbe -mxsave
        $v4 -march={name} -mtune=generic -mcx16 -msahf -mpopcnt -msse3 -msse4.1 -msse4.2 -mssse3 -mavx -mavx2 -mbmi -mbmi2 -mf16c -mfma -mlzcnt -mmovbe -mxsave -mavx512f -mavx512bw -mavx512cd -mavx512dq -mavx512vl
        $tp-v3 -tp {name} -mpopcnt -msse3 -msse4.1 -msse4.2 -mssse3 -mavx -mavx2 -mbmi -mbmi2 -mf16c -mfma -mlzcnt -mxsave
        !intel compilers of Intel may optimize less for processors of other vendors
        !aocc AOCC before 4.0 supports zen4 only in part; a newer version optimizes better
        !nvhpc nvhpc before 23.9 does not know zen4; it optimizes for zen3 instead
        !rhel7 GCC 4.8 knows POWER8 only as patched by Red Hat Enterprise Linux 7; everywhere else the support starts with GCC 4.9

        x86 generic

        i686 GenuineIntel < x86

        pentium2 GenuineIntel < i686
         + mmx

        pentium3 GenuineIntel < pentium2
         + sse

        pentium4 GenuineIntel < pentium3
         + sse2

        prescott GenuineIntel < pentium4
         + sse3

        x86_64 generic
         gcc 4.2.0: =x86-64 $generic
         gcc :4.1.2 =x86-64 $native
         apple-clang : =x86-64 -march={name}
         clang : =x86-64 $generic
         aocc 2.2: =x86-64 $generic
         intel : =pentium4 $generic
         oneapi : =x86-64 $generic
         dpcpp : =x86-64 $generic
         nvhpc

        x86_64_v2 generic < x86_64
         + cx16 lahf_lm mmx popcnt sse sse2 sse3 sse4_1 sse4_2 ssse3
         gcc 11.1: =x86-64-v2 $generic
         gcc 4.6:11.0 =x86-64 $v2
         clang 12.0: =x86-64-v2 $generic
         clang 3.9:11.1 =x86-64 $v2
         aocc 2.2: =x86-64-v2 $generic
         intel 16.0: =corei7 -march={name} -mtune=generic -mpopcnt
         oneapi 2021.2.0: =x86-64-v2 $generic
         dpcpp 2021.2.0: =x86-64-v2 $generic
         nvhpc

        x86_64_v3 generic < x86_64_v2
         + abm avx avx2 bmi1 bmi2 f16c fma movbe xsave
         gcc 11.1: =x86-64-v3 $generic
         gcc 4.8:11.0 =x86-64 $v3
         clang 12.0: =x86-64-v3 $generic
         clang 3.9:11.1 =x86-64 $v3
         aocc 2.2: =x86-64-v3 $generic
         apple-clang 8.0: =x86-64 $v3
         intel 16.0: =core-avx2 -march={name} -mtune={name} -fma -mf16c
         oneapi 2021.2.0: =x86-64-v3 $generic
         dpcpp 2021.2.0: =x86-64-v3 $generic
         nvhpc : =px $tp-v3

        x86_64_v4 generic < x86_64_v3
         + avx512bw avx512cd avx512dq avx512f avx512vl
         gcc 11.1: =x86-64-v4 $generic
         gcc 6.0:11.0 =x86-64 $v4
         clang 12.0: =x86-64-v4 $generic
         clang 3.9:11.1 =x86-64 $v4
         aocc 4: =x86-64-v4 $generic
         apple-clang 8.0: =x86-64 $v4
         intel 16.0: =skylake-avx512 $native
         oneapi 2021.2.0: =x86-64-v4 $generic
         dpcpp 2021.2.0: =x86-64-v4 $generic
         nvhpc : =px -tp {name} -mpopcnt -msse3 -msse4.1 -msse4.2 -mssse3 -mavx -mavx2 -mbmi -mbmi2 -mf16c -mfma -mlzcnt -mxsave -mavx512f -mavx512bw -mavx512cd -mavx512dq -mavx512vl

        nocona GenuineIntel < x86_64
         + mmx sse sse2 sse3
         gcc 4.0.4: $native
         clang 3.9: $native
         aocc 2.2: $generic
         apple-clang 8.0: $native
         intel 16.0: $native
         oneapi : $native
         dpcpp : $native
         nvhpc

        core2 GenuineIntel < nocona
         + ssse3
         gcc 4.3.0: $native
         clang 3.9: $native
         aocc 2.2: $generic
         apple-clang 8.0: $native
         intel 16.0: $native
         oneapi : $native
         dpcpp : $native
         nvhpc

        nehalem GenuineIntel < core2 x86_64_v2
         gcc 4.9: $native
         gcc 4.6:4.8.5 =corei7 $native
         clang 3.9: $native
         aocc 2.2: $generic
         apple-clang 8.0: $native
         intel 16.0: =corei7 $native
         oneapi : =corei7 $native
         dpcpp : =corei7 $native
         nvhpc

        westmere GenuineIntel < nehalem
         + aes pclmulqdq
         gcc 4.9: $native
         clang 3.9: $native
         aocc 2.2: $generic
         apple-clang 8.0: $native
         intel 16.0: =corei7 $native
         oneapi : =corei7 $native
         dpcpp : =corei7 $native
         nvhpc

        sandybridge GenuineIntel < westmere
         + avx
         gcc 4.9: $native
         gcc 4.6:4.8.5 =corei7-avx $native
         clang 3.9: $native
         aocc 2.2: $native
         apple-clang 8.0: $native
         intel 16.0:17.9.0 =corei7-avx $native
         intel 18.0: $native
         oneapi : $native
         dpcpp : $native
         nvhpc : -tp {name}

        ivybridge GenuineIntel < sandybridge
         + f16c rdrand
         gcc 4.9: $native
         gcc 4.6:4.8.5 =core-avx-i $native
         clang 3.9: $native
         aocc 2.2: $native
         apple-clang 8.0: $native
         intel 16.0:17.9.0 =core-avx-i $native
         intel 18.0: $native
         oneapi : $native
         dpcpp : $native
         nvhpc : -tp {name}

        haswell GenuineIntel < ivybridge x86_64_v3
         gcc 4.9: $native
         gcc 4.8:4.8.5 =core-avx2 $native
         clang 3.9: $native
         aocc 2.2: $native
         apple-clang 8.0: $native
         intel 16.0:17.9.0 =core-avx2 $native
         intel 18.0: $native
         oneapi : $native
         dpcpp : $native
         nvhpc : -tp {name}

        broadwell GenuineIntel < haswell
         + adx rdseed
         gcc 4.9: $native
         clang 3.9: $native
         aocc 2.2: $native
         apple-clang 8.0: $native
         intel 18.0: $native
         oneapi : $native
         dpcpp : $native
         nvhpc : =haswell -tp {name}

        skylake GenuineIntel < broadwell
         + clflushopt xsavec xsaveopt
         gcc 6.0: $native
         clang 3.9: $native
         aocc 2.2: $native
         apple-clang 8.0: $native
         intel 18.0: $native
         oneapi : $native
         dpcpp : $native
         nvhpc : =haswell -tp {name}

        mic_knl GenuineIntel < broadwell
         + avx512cd avx512er avx512f avx512pf
         gcc 5.1: =knl $native
         clang 3.9: =knl $native
         aocc 2.2: =knl $generic
         apple-clang 8.0: $native
         intel 18.0:2021.2 =knl $native
         oneapi :2021.2 =knl $native
         dpcpp :2021.2 =knl $native

        skylake_avx512 GenuineIntel < skylake x86_64_v4
         + clwb
         gcc 6.0: =skylake-avx512 $native
         clang 3.9: =skylake-avx512 $native
         aocc 2.2: =skylake-avx512 $generic
         apple-clang 8.0: $native
         intel 18.0: =skylake-avx512 $native
         oneapi : =skylake-avx512 $native
         dpcpp : =skylake-avx512 $native
         nvhpc : =skylake -tp {name}

        cannonlake GenuineIntel < skylake
         + avx512bw avx512cd avx512dq avx512f avx512ifma avx512vbmi avx512vl sha_ni
         gcc 8.0: $native
         clang 3.9: $native
         aocc 2.2: $native
         apple-clang 8.0: $native
         intel 18.0: $native
         oneapi : $native
         dpcpp : $native
         nvhpc : =skylake -tp {name}

        cascadelake GenuineIntel < skylake_avx512
         + avx512_vnni
         gcc 9.0: $native
         clang 8.0: $native
         aocc 2.2: $native
         apple-clang 11.0: $native
         intel 19.0.1: $native
         oneapi : $native
         dpcpp : $native
         nvhpc : =skylake -tp {name}

        icelake GenuineIntel < cascadelake cannonlake
         + avx512_bitalg avx512_vbmi2 avx512_vpopcntdq gfni rdpid vaes vpclmulqdq
         gcc 8.0: =icelake-client $native
         clang 7.0: =icelake-client $native
         clang 6.0:6.9 $native
         aocc 2.2: =icelake-client $native
         apple-clang 10.0.1: =icelake-client $native
         apple-clang 10.0.0:10.0.99 $native
         intel 18.0: =icelake-client $native
         oneapi : =icelake-client $native
         dpcpp : =icelake-client $native
         nvhpc : =skylake -tp {name}

        sapphirerapids GenuineIntel < icelake
         + amx_bf16 amx_int8 amx_tile avx512_bf16 cldemote movdir64b movdiri serialize waitpkg
         gcc 11.0: $native
         clang 12.0: $native
         intel 2021.2: $native
         oneapi 2021.2: $native
         dpcpp 2021.2: $native

        k10 AuthenticAMD < x86_64
         + 3dnow 3dnowext abm cx16 mmx sse sse2 sse4a
         gcc 4.3: =amdfam10 $native
         clang 3.9: =amdfam10 $native
         aocc 2.2: =amdfam10 $native
         intel 16.0: !intel -msse2
         oneapi : !intel -msse2
         dpcpp : !intel -msse2
         nvhpc

        bulldozer AuthenticAMD < x86_64_v2
         + abm aes avx fma4 pclmulqdq sse4a xop xsave
         gcc 4.7: =bdver1 $native
         clang 3.9: =bdver1 $native
         aocc 2.2: =bdver1 $native
         intel 16.0: !intel -msse3
         oneapi : !intel -msse3
         dpcpp : !intel -msse3
         nvhpc : -tp {name}

        piledriver AuthenticAMD < bulldozer
         + bmi1 f16c fma tbm
         gcc 4.7: =bdver2 $native
         clang 3.9: =bdver2 $native
         aocc 2.2: =bdver2 $native
         intel 16.0: !intel -msse3
         oneapi : !intel -msse3
         dpcpp : !intel -msse3
         nvhpc : -tp {name}

        steamroller AuthenticAMD < piledriver
         + fsgsbase
         gcc 4.8: =bdver3 $native
         clang 3.9: =bdver3 $native
         aocc 2.2: =bdver3 $native
         intel 16.0: !intel -msse4.2
         oneapi : !intel -msse4.2
         dpcpp : !intel -msse4.2
         nvhpc : =piledriver -tp {name}

        excavator AuthenticAMD < steamroller x86_64_v3
         gcc 4.9: =bdver4 $native
         clang 3.9: =bdver4 $native
         aocc 2.2: =bdver4 $native
         intel 16.0: =core-avx2 !intel $native
         oneapi : =core-avx2 !intel $native
         dpcpp : =core-avx2 !intel $native
         nvhpc : =piledriver -tp {name}

        zen AuthenticAMD < x86_64_v3
         + aes clflushopt clzero fsgsbase pclmulqdq rdseed sse4a xsavec xsaveopt
         gcc 6.0: =znver1 $native
         clang 4.0: =znver1 $native
         aocc 2.2: =znver1 $native
         intel 16.0: =core-avx2 !intel $native
         oneapi : =core-avx2 !intel $native
         dpcpp : =core-avx2 !intel $native
         nvhpc : -tp {name}

        zen2 AuthenticAMD < zen
         + clwb
         gcc 9.0: =znver2 $native
         clang 9.0: =znver2 $native
         aocc 2.2: =znver2 $native
         intel 16.0: =core-avx2 !intel $native
         oneapi : =core-avx2 !intel $native
         dpcpp : =core-avx2 !intel $native
         nvhpc 20.5: -tp {name}

        zen3 AuthenticAMD < zen2
         + pku vaes vpclmulqdq
         gcc 10.3: =znver3 $native
         clang 12.0: =znver3 $native
         aocc 3.0: =znver3 $native
         intel 16.0: =core-avx2 !intel $native
         oneapi : =core-avx2 !intel $native
         dpcpp : =core-avx2 !intel $native
         nvhpc 21.11: -tp {name}

        zen4 AuthenticAMD < zen3 x86_64_v4
         + avx512_bf16 avx512_bitalg avx512_vbmi2 avx512_vnni avx512_vpopcntdq avx512ifma avx512vbmi flush_l1d gfni
         gcc 10.3:12.2 =znver3 -march={name} -mtune={name} -mavx512f -mavx512dq -mavx512ifma -mavx512cd -mavx512bw -mavx512vl -mavx512vbmi -mavx512vbmi2 -mavx512vnni -mavx512bitalg
         gcc 12.3: =znver4 $native
         clang 12.0:15.9 =znver3 -march={name} -mtune={name} -mavx512f -mavx512dq -mavx512ifma -mavx512cd -mavx512bw -mavx512vl -mavx512vbmi -mavx512vbmi2 -mavx512vnni -mavx512bitalg
         clang 16.0: =znver4 $native
         aocc 3.0:3.9 =znver3 !aocc -march={name} -mtune={name} -mavx512f -mavx512dq -mavx512ifma -mavx512cd -mavx512bw -mavx512vl -mavx512vbmi -mavx512vbmi2 -mavx512vnni -mavx512bitalg
         aocc 4.0: =znver4 $native
         nvhpc 21.11:23.8 =zen3 !nvhpc -tp {name}
         nvhpc 23.9: -tp {name}

        zen5 AuthenticAMD < zen4
         + avx512_vp2intersect avx_vnni ibrs_enhanced movdir64b movdiri tsc_adjust
         gcc 14.1: =znver5 $native
         aocc 5.0: =znver5 $native
         clang 19.1: =znver5 $native

        ppc64 generic
         gcc : =powerpc64 $cpu
         clang : $cpu

        power7 IBM < ppc64 generation=7
         gcc 4.4: $cpu
         clang 3.9: $cpu

        power8 IBM < power7 generation=8
         gcc 4.9: $cpu
         gcc 4.8:4.8.5 !rhel7 $cpu
         clang 3.9: $cpu

        power9 IBM < power8 generation=9
         gcc 6.0: $cpu
         clang 3.9: $cpu

        power10 IBM < power9 generation=10
         gcc 11.1: $cpu
         clang 11.0: $cpu

        ppc64le generic
         gcc 4.8: =powerpc64le $cpu
         clang : $cpu
         nvhpc

        power8le IBM < ppc64le generation=8
         gcc 4.9: =power8 $cpu
         gcc 4.8:4.8.5 =power8 !rhel7 $cpu
         clang 3.9: =power8 $cpu
         nvhpc : =pwr8 -tp {name}

        power9le IBM < power8le generation=9
         gcc 6.0: =power9 $cpu
         clang 3.9: =power9 $cpu
         nvhpc : =pwr9 -tp {name}

        power10le IBM < power9le generation=10
         gcc 11.1: =power10 $cpu
         clang 11.0: =power10 $cpu

        aarch64 generic
         gcc 4.8.0: -march=armv8-a -mtune=generic
         clang : -march=armv8-a -mtune=generic
         apple-clang : -march=armv8-a -mtune=generic
         arm : -march=armv8-a -mtune=generic
         nvhpc

        armv8.1a generic < aarch64
         gcc 5: -march=armv8.1-a -mtune=generic
         clang : -march=armv8.1-a -mtune=generic
         apple-clang : -march=armv8.1-a -mtune=generic
         arm : -march=armv8.1-a -mtune=generic

        armv8.2a generic < armv8.1a
         gcc 6: -march=armv8.2-a -mtune=generic
         clang : -march=armv8.2-a -mtune=generic
         apple-clang : -march=armv8.2-a -mtune=generic
         arm : -march=armv8.2-a -mtune=generic

        armv8.3a generic < armv8.2a
         gcc 6: -march=armv8.3-a -mtune=generic
         clang 6: -march=armv8.3-a -mtune=generic
         apple-clang : -march=armv8.3-a -mtune=generic
         arm : -march=armv8.3-a -mtune=generic

        armv8.4a generic < armv8.3a
         gcc 8: -march=armv8.4-a -mtune=generic
         clang 8: -march=armv8.4-a -mtune=generic
         apple-clang : -march=armv8.4-a -mtune=generic
         arm : -march=armv8.4-a -mtune=generic

        armv8.5a generic < armv8.4a
         gcc 9: -march=armv8.5-a -mtune=generic
         clang 11: -march=armv8.5-a -mtune=generic
         apple-clang : -march=armv8.5-a -mtune=generic
         arm : -march=armv8.5-a -mtune=generic

        armv8.6a generic < armv8.5a
         gcc 10.1: -march=armv8.6-a -mtune=generic
         clang 11: -march=armv8.6-a -mtune=generic

        armv9.0a generic < armv8.5a
         gcc 12: -march=armv9-a -mtune=generic
         clang 14: -march=armv9-a -mtune=generic
         apple-clang : -march=armv9-a -mtune=generic
         arm : -march=armv9-a -mtune=generic

        thunderx2 Cavium < armv8.1a part=0x0af
         + aes asimd asimdrdm atomics cpuid crc32 evtstrm fp pmull sha1 sha2
         gcc 4.8:4.8.9 -march=armv8-a
         gcc 4.9:5.9 -march=armv8-a+crc+crypto
         gcc 6:6.9 -march=armv8.1-a+crc+crypto
         gcc 7: -mcpu=thunderx2t99
         clang 3.9:4.9 -march=armv8.1-a+crc+crypto
         clang 5: -mcpu=thunderx2t99

        a64fx Fujitsu < armv8.2a part=0x001
         + asimd asimdhp asimdrdm atomics cpuid crc32 dcpop evtstrm fcma fp fphp sha1 sha2 sve
         gcc 4.8:4.8.9 -march=armv8-a
         gcc 4.9:5.9 -march=armv8-a+crc+crypto
         gcc 6:6.9 -march=armv8.1-a+crc+crypto
         gcc 7:7.9 -march=armv8.2-a+crc+crypto+fp16
         gcc 8:10.2 -march=armv8.2-a+crc+sha2+fp16+sve -msve-vector-bits=512
         gcc 10.3: -mcpu=a64fx -msve-vector-bits=512
         clang 3.9:4.9 -march=armv8.2-a+crc+sha2+fp16
         clang 5:10 -march=armv8.2-a+crc+sha2+fp16+sve
         clang 11: -mcpu=a64fx
         arm 20: -march=armv8.2-a+crc+crypto+fp16+sve

        cortex_a72 ARM < aarch64 part=0xd08
         + aes asimd cpuid crc32 evtstrm fp pmull sha1 sha2
         gcc 4.8:4.8.9 -march=armv8-a
         gcc 4.9:5.9 -march=armv8-a+crc+crypto
         gcc 6: -mcpu=cortex-a72
         clang 3.9: -mcpu=cortex-a72

        neoverse_n1 ARM < cortex_a72 armv8.2a part=0xd0c
         + asimddp asimdhp asimdrdm atomics dcpop fphp lrcpc
         gcc 4.8:4.8.9 -march=armv8-a
         gcc 4.9:5.9 -march=armv8-a+crc+crypto
         gcc 6:6.9 -march=armv8.1-a
         gcc 7:7.9 -march=armv8.2-a+fp16 -mtune=cortex-a72
         gcc 8.0:8.0 -march=armv8.2-a+fp16+dotprod+crypto -mtune=cortex-a72
         gcc 8.1:8.9 -march=armv8.2-a+fp16+rcpc+dotprod+crypto -mtune=cortex-a72
         gcc 9.0: -mcpu=neoverse-n1
         clang 3.9:4.9 -march=armv8.2-a+fp16+crc+crypto
         clang 5: -march=armv8.2-a+fp16+rcpc+dotprod+crypto
         clang 10: -mcpu=neoverse-n1
         arm 20:21.9 -march=armv8.2-a+fp16+rcpc+dotprod+crypto
         arm 22: -mcpu=neoverse-n1
         nvhpc 22.5: =neoverse-n1 -tp {name}

        neoverse_v1 ARM < neoverse_n1 armv8.4a part=0xd40
         + asimdfhm bf16 dcpodp dgh dit fcma flagm i8mm ilrcpc jscvt rng sha3 sha512 sve svebf16 svei8mm uscat
         gcc 4.8:4.8.9 -march=armv8-a
         gcc 4.9:5.9 -march=armv8-a+crc+crypto
         gcc 6:6.9 -march=armv8.1-a
         gcc 7:7.9 -march=armv8.2-a+crypto+fp16 -mtune=cortex-a72
         gcc 8.0:8.4 -march=armv8.2-a+fp16+dotprod+crypto -mtune=cortex-a72
         gcc 8.5:8.9 -mcpu=neoverse-v1
         gcc 9.0:9.3 -march=armv8.2-a+fp16+dotprod+crypto -mtune=cortex-a72
         gcc 9.4:9.9 -mcpu=neoverse-v1
         gcc 10.0:10.1 -march=armv8.2-a+fp16+dotprod+crypto -mtune=cortex-a72
         gcc 10.2:10.2.99 -mcpu=zeus
         gcc 10.3: -mcpu=neoverse-v1
         clang 3.9:4.9 -march=armv8.2-a+fp16+crc+crypto
         clang 5:10 -march=armv8.2-a+fp16+rcpc+dotprod+crypto
         clang 11: -march=armv8.4-a+sve+fp16+bf16+crypto+i8mm+rng
         clang 12: -mcpu=neoverse-v1
         arm 20:21.9 -march=armv8.2-a+sve+fp16+rcpc+dotprod+crypto
         arm 22: -mcpu=neoverse-v1
         nvhpc 22.5: =neoverse-n1 -tp {name}

        neoverse_v2 ARM < neoverse_n1 armv9.0a part=0xd4f
         + asimdfhm bf16 dcpodp fcma flagm flagm2 frint i8mm ilrcpc jscvt sb sha3 sha512 sve sve2 svebf16 svei8mm uscat
         gcc 4.8:5.99 -march=armv8-a
         gcc 6:6.99 -march=armv8.1-a
         gcc 7.0:7.99 -march=armv8.2-a -mtune=cortex-a72
         gcc 8.0:8.99 -march=armv8.4-a+sve -mtune=cortex-a72
         gcc 9.0:9.99 -march=armv8.5-a+sve -mtune=cortex-a76
         gcc 10.0:11.3.99 -march=armv8.5-a+sve+sve2+i8mm+bf16 -mtune=cortex-a77
         gcc 11.4:11.99 -mcpu=neoverse-v2
         gcc 12.0:12.2.99 -march=armv9-a+i8mm+bf16 -mtune=cortex-a710
         gcc 12.3: -mcpu=neoverse-v2
         clang 9.0:10.99 -march=armv8.5-a+sve
         clang 11.0:13.99 -march=armv8.5-a+sve+sve2+i8mm+bf16
         clang 14.0:15.99 -march=armv9-a+i8mm+bf16
         clang 16.0: -mcpu=neoverse-v2
         arm 23.04.0: -mcpu=neoverse-v2
         nvhpc 23.3: =neoverse-v2 -tp {name}

        neoverse_n2 ARM < neoverse_n1 armv9.0a part=0xd49
         + asimdfhm bf16 dcpodp fcma flagm flagm2 frint i8mm ilrcpc jscvt sb sha3 sha512 sve sve2 svebf16 svei8mm uscat
         gcc 4.8:5.99 -march=armv8-a
         gcc 6:6.99 -march=armv8.1-a
         gcc 7.0:7.99 -march=armv8.2-a -mtune=cortex-a72
         gcc 8.0:8.99 -march=armv8.4-a+sve -mtune=cortex-a72
         gcc 9.0:9.99 -march=armv8.5-a+sve -mtune=cortex-a76
         gcc 10.0:10.99 -march=armv8.5-a+sve+sve2+i8mm+bf16 -mtune=cortex-a77
         gcc 11.0: -mcpu=neoverse-n2
         clang 9.0:10.99 -march=armv8.5-a+sve
         clang 11.0:13.99 -march=armv8.5-a+sve+sve2+i8mm+bf16
         clang 14.0:15.99 -march=armv9-a+i8mm+bf16
         clang 16.0: -mcpu=neoverse-n2
         arm 23.04.0: -mcpu=neoverse-n2
         nvhpc 23.3: =neoverse-n1 -tp {name}

        m1 Apple < armv8.4a part=0x022
         + aes asimd asimddp asimdfhm asimdhp asimdrdm atomics cpuid crc32 dcpodp dcpop dit evtstrm fcma flagm flagm2 fp fphp frint ilrcpc jscvt lrcpc paca pacg pmull sb sha1 sha2 sha3 sha512 ssbs uscat
         gcc 8.0: -march=armv8.4-a -mtune=generic
         clang 9.0:12.0 -march=armv8.4-a
         clang 13.0: -mcpu=apple-m1
         apple-clang 11.0:12.5 -march=armv8.4-a
         apple-clang 13.0: -mcpu=apple-m1

        m2 Apple < m1 armv8.5a part=0x032
         + bf16 bti ecv i8mm
         gcc 8.0: -march=armv8.5-a -mtune=generic
         clang 9.0:12.0 -march=armv8.5-a
         clang 13.0: -mcpu=apple-m1
         clang 16.0: -mcpu=apple-m2
         apple-clang 11.0:12.5 -march=armv8.5-a
         apple-clang 13.0:14.0.2 -mcpu=apple-m1
         apple-clang 14.0.2: -mcpu=apple-m2

        m3 Apple < m2 armv8.6a part=Unknown
         gcc 8.0: -march=armv8.5-a -mtune=generic
         clang 9.0:12.0 -march=armv8.5-a
         clang 13.0: -mcpu=apple-m1
         clang 16.0: -mcpu=apple-m3
         apple-clang 11.0:12.5 -march=armv8.5-a
         apple-clang 13.0:14.0.2 -mcpu=apple-m1
         apple-clang 14.0.2:15 -mcpu=apple-m2
         apple-clang 16: -mcpu=apple-m3

        m4 Apple < m3 armv8.6a part=Unknown
         + sme sme2
         clang 9.0:12.0 -march=armv8.5-a
         clang 13.0: -mcpu=apple-m1
         clang 16.0:18 -mcpu=apple-m3
         clang 19: -mcpu=apple-m4
         apple-clang 11.0:12.5 -march=armv8.5-a
         apple-clang 13.0:14.0.2 -mcpu=apple-m1
         apple-clang 14.0.2:15 -mcpu=apple-m2
         apple-clang 16: -mcpu=apple-m3
         apple-clang 17: -mcpu=apple-m4

        arm generic
         clang : -march={family} -mcpu=generic

        ppc generic

        ppcle generic

        sparc generic

        sparc64 generic

        riscv64 generic
         gcc 7.1: -march=rv64gc
         clang 9.0: -march=rv64gc

        u74mc SiFive < riscv64
         gcc 10.2: -march=rv64gc -mtune=sifive-7-series
         clang 12.0: -march=rv64gc -mtune=sifive-7-series
        """;
}
