/*
 * The compiler wrapper: stands in for compilers and linkers during a build, adds what the dependencies of the package need to the
 * command line, and becomes the real tool. It runs once for every file of every build, hence C and no allocation that is freed.
 *
 * The contract is Spack's: SPACK_CC, SPACK_CXX, SPACK_FC, SPACK_F77 name the real compilers; SPACK_{,STORE_}{INCLUDE,LINK,RPATH}_DIRS
 * the directories of dependencies; SPACK_{,ALWAYS_}{CPP,C,CXX,F}FLAGS, SPACK_LDFLAGS and SPACK_LDLIBS the flags of the spec;
 * SPACK_TARGET_ARGS_* the flags of the target; SPACK_MANAGED_DIRS and SPACK_SYSTEM_DIRS are shell patterns that sort directories
 * into those of the store, those of the system, and others: the store comes first on every search path and the system last.
 *
 * It reads top-down from main at the end: name -> language and mode -> arguments taken apart -> flags added -> put together -> exec.
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum mode { MODE_NONE, MODE_VERSION, MODE_PREPROCESS, MODE_ASSEMBLE, MODE_DEPEND, MODE_COMPILE, MODE_LINK, MODE_COMPILE_LINK };
enum language { LANGUAGE_NONE, LANGUAGE_C, LANGUAGE_CXX, LANGUAGE_FORTRAN };

/* ---- lists of strings ------------------------------------------------------------------------------------------------------ */

struct list {
    const char **items;
    size_t count, capacity;
};

static void die(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("[cairn cc] error: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static void *allocate(size_t size)
{
    void *memory = malloc(size);
    if (memory == NULL)
        die("out of memory");
    return memory;
}

static void append(struct list *list, const char *item)
{
    if (*item == '\0')
        return;
    if (list->count == list->capacity) {
        list->capacity = list->capacity ? 2 * list->capacity : 32;
        list->items = realloc(list->items, (list->capacity + 1) * sizeof *list->items);
        if (list->items == NULL)
            die("out of memory");
    }
    list->items[list->count++] = item;
}

static void extend(struct list *list, const struct list *more)
{
    for (size_t i = 0; i < more->count; i++)
        append(list, more->items[i]);
}

static const char *joined(const char *first, const char *second)
{
    size_t length = strlen(first);
    char *text = allocate(length + strlen(second) + 1);
    memcpy(text, first, length);
    strcpy(text + length, second);
    return text;
}

static void extend_with_prefix(struct list *list, const struct list *more, const char *prefix)
{
    for (size_t i = 0; i < more->count; i++)
        append(list, joined(prefix, more->items[i]));
}

/* Two arguments for each item: the flag and the item. */
static void extend_with_flag(struct list *list, const struct list *more, const char *flag)
{
    for (size_t i = 0; i < more->count; i++) {
        append(list, flag);
        append(list, more->items[i]);
    }
}

static const char *environment(const char *name)
{
    const char *value = getenv(name);
    return value ? value : "";
}

/* Adds the parts of a variable: words between spaces, or directories between colons. */
static void extend_from_variable(struct list *list, const char *name, const char *separators)
{
    char *text = strdup(environment(name));
    if (text == NULL)
        die("out of memory");
    for (char *item = strtok(text, separators); item != NULL; item = strtok(NULL, separators))
        append(list, item);
}

static int starts_with(const char *text, const char *prefix)
{
    return strncmp(text, prefix, strlen(prefix)) == 0;
}

static int is_one_of(const char *text, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(text, *names) == 0)
            return 1;
    return 0;
}

/* ---- shell patterns: alternatives between |, literal text in quotes, * and ? outside ---------------------------------------- */

static int matches_one(const char *pattern, const char *end, const char *text, int quoted, const char **rest)
{
    for (; pattern < end; pattern++) {
        if (*pattern == '"') {
            quoted = !quoted;
        } else if (*pattern == '*' && !quoted) {
            /* The longest match first, as ${x##pattern} takes it. */
            for (const char *from = text + strlen(text); from >= text; from--)
                if (matches_one(pattern + 1, end, from, quoted, rest))
                    return 1;
            return 0;
        } else {
            if (*pattern == '\\' && pattern + 1 < end)
                pattern++;
            if (*text == '\0' || (*text != *pattern && !(*pattern == '?' && !quoted)))
                return 0;
            text++;
        }
    }
    if (rest != NULL) {
        *rest = text;
        return 1;
    }
    return *text == '\0';
}

static int matches(const char *patterns, const char *text)
{
    int quoted = 0;
    const char *start = patterns;
    for (const char *at = patterns;; at++) {
        if (*at == '"')
            quoted = !quoted;
        if (*at == '\0' || (*at == '|' && !quoted)) {
            if (at > start && matches_one(start, at, text, 0, NULL))
                return 1;
            if (*at == '\0')
                return 0;
            start = at + 1;
        }
    }
}

/* ---- directories, sorted into those of the store, others, and the system's -------------------------------------------------- */

struct directories {
    struct list store, other, system;
};

static const char *managed_patterns, *system_patterns;

static void add_directory(struct directories *directories, const char *path)
{
    if (matches(managed_patterns, path))
        append(&directories->store, path);
    else if (matches(system_patterns, path))
        append(&directories->system, path);
    else if (*path == '/')
        append(&directories->other, path);
    else
        append(&directories->store, path); /* relative: a directory of the build itself, which comes first */
}

/* What a command line is made of. */
struct arguments {
    struct directories include, isystem, lib, rpath;
    struct list others;
    int uses_isystem;
};

/* ---- who was called, and to do what ------------------------------------------------------------------------------------------ */

struct call {
    enum mode mode;
    enum language language;
    const char *command;      /* the real tool */
    const char *component;    /* CC, CXX, F77 or FC: the middle of variable names */
    const char *always_flags; /* the variable whose flags version checks get too */
    const char *virtual_name; /* what the recipe must depend on to use it */
};

static struct call identify(const char *name)
{
    static const char *const c[] = { "cc", "c89", "c99", "gcc", "clang", "armclang", "icc", "icx", "pgcc", "nvc", "xlc", "xlc_r", "fcc",
        "amdclang", "craycc", NULL };
    static const char *const cxx[] = { "c++", "CC", "g++", "clang++", "armclang++", "icpc", "icpx", "pgc++", "nvc++", "xlc++", "xlc++_r",
        "FCC", "amdclang++", "crayCC", NULL };
    static const char *const fortran[] = { "ftn", "f90", "fc", "f95", "gfortran", "flang", "armflang", "ifort", "ifx", "pgfortran",
        "nvfortran", "xlf90", "xlf90_r", "nagfor", "frt", "amdflang", "crayftn", NULL };
    static const char *const fortran77[] = { "f77", "xlf", "xlf_r", "pgf77", NULL };
    static const char *const linkers[] = { "ld", "ld.gold", "ld.lld", NULL };

    if (strcmp(name, "cpp") == 0)
        return (struct call) { MODE_PREPROCESS, LANGUAGE_NONE, name, "CC", "SPACK_ALWAYS_CPPFLAGS", "c" };
    if (is_one_of(name, c))
        return (struct call) { MODE_NONE, LANGUAGE_C, environment("SPACK_CC"), "CC", "SPACK_ALWAYS_CFLAGS", "c" };
    if (is_one_of(name, cxx))
        return (struct call) { MODE_NONE, LANGUAGE_CXX, environment("SPACK_CXX"), "CXX", "SPACK_ALWAYS_CXXFLAGS", "cxx" };
    if (is_one_of(name, fortran))
        return (struct call) { MODE_NONE, LANGUAGE_FORTRAN, environment("SPACK_FC"), "FC", "SPACK_ALWAYS_FFLAGS", "fortran" };
    if (is_one_of(name, fortran77))
        return (struct call) { MODE_NONE, LANGUAGE_FORTRAN, environment("SPACK_F77"), "F77", "SPACK_ALWAYS_FFLAGS", "fortran" };
    if (is_one_of(name, linkers))
        return (struct call) { MODE_LINK, LANGUAGE_NONE, name, *environment("SPACK_CC_RPATH_ARG") ? "CC" : "CXX", "", "c" };
    die("`%s` is not the name of a compiler or linker that I stand in for", name);
    abort();
}

static enum mode find_mode(enum mode mode, int count, char **arguments)
{
    static const char *const version[] = { "-v", "-V", "--version", "-dumpversion", NULL };
    if (mode == MODE_NONE || mode == MODE_LINK)
        for (int i = 0; i < count; i++)
            if (is_one_of(arguments[i], version))
                return MODE_VERSION;
    if (mode != MODE_NONE)
        return mode;
    for (int i = 0; i < count; i++) {
        if (strcmp(arguments[i], "-E") == 0)
            return MODE_PREPROCESS;
        if (strcmp(arguments[i], "-S") == 0)
            return MODE_ASSEMBLE;
        if (strcmp(arguments[i], "-c") == 0)
            return MODE_COMPILE;
        if (strcmp(arguments[i], "-M") == 0 || strcmp(arguments[i], "-MM") == 0)
            return MODE_DEPEND;
    }
    return MODE_COMPILE_LINK;
}

static const char *mode_name(enum mode mode)
{
    static const char *const names[] = { "", "vcheck", "cpp", "as", "dep", "cc", "ld", "ccld" };
    return names[mode];
}

static int is_linking(enum mode mode)
{
    return mode == MODE_LINK || mode == MODE_COMPILE_LINK;
}

/* ---- taking a command line apart ---------------------------------------------------------------------------------------------- */

static const char *dtags_to_strip;

static int is_stripped(const char *argument)
{
    return *dtags_to_strip != '\0' && strcmp(argument, dtags_to_strip) == 0;
}

/* The path of -rpath=PATH or --rpath=PATH; NULL for any other argument. */
static const char *rpath_of(const char *argument)
{
    return starts_with(argument, "-rpath=") ? argument + 7 : starts_with(argument, "--rpath=") ? argument + 8 : NULL;
}

static int is_rpath_flag(const char *argument)
{
    return strcmp(argument, "-rpath") == 0 || strcmp(argument, "--rpath") == 0;
}

/* -Wl,A,B,...: run-time paths are taken out, the rest stays in its order. A path may come in the next -Wl argument. */
static void take_linker_arguments(struct arguments *arguments, const char *text, int *expects_path)
{
    if (strcmp(text, "-Wl,-Wl") == 0 || starts_with(text, "-Wl,-Wl,") || strstr(text, ",-Wl,") != NULL) {
        append(&arguments->others, text); /* a compiler that nests them: not ours to understand */
        return;
    }
    char *copy = strdup(text + 4);
    if (copy == NULL)
        die("out of memory");
    for (char *item = strtok(copy, ","); item != NULL; item = strtok(NULL, ",")) {
        const char *path = rpath_of(item);
        if (*expects_path) {
            add_directory(&arguments->rpath, item);
            *expects_path = 0;
        } else if (path != NULL) {
            if (*path != '\0')
                add_directory(&arguments->rpath, path);
        } else if (is_rpath_flag(item)) {
            *expects_path = 1;
        } else if (!is_stripped(item)) {
            append(&arguments->others, joined("-Wl,", item));
        }
    }
}

/* -Xlinker A: like -Wl, one argument at a time. */
static void take_xlinker_argument(struct arguments *arguments, const char *item, int *expects_path)
{
    const char *path = rpath_of(item);
    if (*expects_path) {
        add_directory(&arguments->rpath, item);
        *expects_path = 0;
    } else if (path != NULL) {
        add_directory(&arguments->rpath, path);
    } else if (is_rpath_flag(item)) {
        *expects_path = 1;
    } else if (!is_stripped(item)) {
        append(&arguments->others, "-Xlinker");
        append(&arguments->others, item);
    }
}

/* The value of a flag that is written -Xvalue or -X value; advances past the value. The last argument may lack it. */
static const char *value_of(const char *argument, size_t flag_length, const struct list *list, size_t *at)
{
    if (argument[flag_length] != '\0')
        return argument + flag_length;
    return list->items[++*at];
}

static int lacks_value(const char *argument, const struct list *list, size_t at)
{
    static const char *const flags[] = { "-isystem", "-I", "-L", "-l", "-Xlinker", "-rpath", "--rpath", NULL };
    return at + 1 == list->count && is_one_of(argument, flags);
}

/* Applies the pairs `before|after` of SPACK_COMPILER_FLAGS_REPLACE to the start of an argument. */
static const char *replaced(const char *argument, const struct list *pairs)
{
    for (size_t i = 0; i < pairs->count; i++) {
        const char *pair = pairs->items[i];
        const char *bar = strrchr(pair, '|');
        const char *rest = NULL;
        if (bar == NULL || !matches_one(pair, bar, argument, 0, &rest) || rest == argument)
            continue;
        argument = joined(bar + 1, rest);
        if (*argument == '\0')
            return argument;
    }
    return argument;
}

static void categorize(struct arguments *arguments, const struct list *list, enum mode mode, const struct list *pairs)
{
    const char *keep = environment("SPACK_COMPILER_FLAGS_KEEP");
    int wl_expects_path = 0, xlinker_expects_path = 0;

    for (size_t i = 0; i < list->count; i++) {
        const char *argument = list->items[i];
        if (*keep != '\0' && matches(keep, argument)) {
            append(&arguments->others, argument);
            continue;
        }
        argument = replaced(argument, pairs);
        if (*argument == '\0')
            continue;

        if (lacks_value(argument, list, i)) {
            append(&arguments->others, argument); /* the compiler will say what is missing */
        } else if (starts_with(argument, "-isystem")) {
            arguments->uses_isystem = 1;
            add_directory(&arguments->isystem, value_of(argument, 8, list, &i));
        } else if (starts_with(argument, "-I")) {
            add_directory(&arguments->include, value_of(argument, 2, list, &i));
        } else if (starts_with(argument, "-L")) {
            add_directory(&arguments->lib, value_of(argument, 2, list, &i));
        } else if (starts_with(argument, "-loopopt") && is_linking(mode)) {
            continue; /* old autoconf takes this option of ifx for a library */
        } else if (starts_with(argument, "-l")) {
            append(&arguments->others, joined("-l", value_of(argument, 2, list, &i)));
        } else if (starts_with(argument, "-Wl,")) {
            take_linker_arguments(arguments, argument, &wl_expects_path);
        } else if (strcmp(argument, "-Xlinker") == 0) {
            take_xlinker_argument(arguments, list->items[++i], &xlinker_expects_path);
        } else if (is_stripped(argument)) {
            continue;
        } else if (mode == MODE_LINK && rpath_of(argument) != NULL) {
            add_directory(&arguments->rpath, rpath_of(argument));
        } else if (mode == MODE_LINK && is_rpath_flag(argument)) {
            add_directory(&arguments->rpath, list->items[++i]);
        } else {
            append(&arguments->others, argument);
        }
    }

    /* A path that never came: the linker will say what is missing. */
    if (xlinker_expects_path) {
        append(&arguments->others, "-Xlinker");
        append(&arguments->others, "-rpath");
    }
    if (wl_expects_path)
        append(&arguments->others, "-Wl,-rpath");
}

/* ---- flags of the spec, of the target and for debugging ----------------------------------------------------------------------- */

/* Flags in the order in which GNU make's implicit rules put them. */
static void add_spec_flags(struct list *flags, enum mode mode, enum language language)
{
    int compiles = mode == MODE_COMPILE || mode == MODE_COMPILE_LINK;
    if (compiles && language == LANGUAGE_FORTRAN) {
        extend_from_variable(flags, "SPACK_ALWAYS_FFLAGS", " ");
        extend_from_variable(flags, "SPACK_FFLAGS", " ");
    }
    if (mode != MODE_LINK) {
        extend_from_variable(flags, "SPACK_ALWAYS_CPPFLAGS", " ");
        extend_from_variable(flags, "SPACK_CPPFLAGS", " ");
    }
    if (compiles && language == LANGUAGE_C) {
        extend_from_variable(flags, "SPACK_ALWAYS_CFLAGS", " ");
        extend_from_variable(flags, "SPACK_CFLAGS", " ");
    }
    if (compiles && language == LANGUAGE_CXX) {
        extend_from_variable(flags, "SPACK_ALWAYS_CXXFLAGS", " ");
        extend_from_variable(flags, "SPACK_CXXFLAGS", " ");
    }
    if (mode == MODE_COMPILE_LINK)
        extend_from_variable(flags, "SPACK_LDFLAGS", " ");
}

static void add_first_flags(struct list *flags, enum mode mode, enum language language)
{
    static const char *const target_variables[] = { NULL, "SPACK_TARGET_ARGS_CC", "SPACK_TARGET_ARGS_CXX", "SPACK_TARGET_ARGS_FORTRAN" };
    const char *debug = environment("SPACK_ADD_DEBUG_FLAGS");

    if ((mode == MODE_COMPILE || mode == MODE_COMPILE_LINK) && language != LANGUAGE_NONE)
        extend_from_variable(flags, target_variables[language], " ");
    if (strcmp(debug, "true") == 0) {
        if (mode != MODE_LINK)
            append(flags, "-g");
    } else if (strcmp(debug, "custom") == 0) {
        extend_from_variable(flags, "SPACK_DEBUG_FLAGS", " ");
    }
}

/* ---- putting the command line together ------------------------------------------------------------------------------------------ */

static void add_dependencies(struct arguments *given, const struct arguments *flags, enum mode mode)
{
    if (is_linking(mode)) {
        extend_from_variable(&given->rpath.store, "SPACK_STORE_RPATH_DIRS", ":");
        extend_from_variable(&given->rpath.other, "SPACK_RPATH_DIRS", ":");
        extend_from_variable(&given->lib.store, "SPACK_STORE_LINK_DIRS", ":");
        extend_from_variable(&given->lib.other, "SPACK_LINK_DIRS", ":");
        extend_from_variable(&given->lib.other, "SPACK_COMPILER_EXTRA_RPATHS", ":");
        extend_from_variable(&given->rpath.other, "SPACK_COMPILER_EXTRA_RPATHS", ":");
        extend_from_variable(&given->rpath.other, "SPACK_COMPILER_IMPLICIT_RPATHS", ":");
    }
    if (mode != MODE_LINK) {
        /* -isystem directories are searched after -I ones: where a build uses them, ours must not jump the queue. */
        struct directories *include = given->uses_isystem || flags->uses_isystem ? &given->isystem : &given->include;
        extend_from_variable(&include->store, "SPACK_STORE_INCLUDE_DIRS", ":");
        extend_from_variable(&include->other, "SPACK_INCLUDE_DIRS", ":");
    }
}

static void add_include_directories(struct list *command, const struct arguments *given, const struct arguments *flags)
{
    extend_with_prefix(command, &flags->include.store, "-I");
    extend_with_prefix(command, &given->include.store, "-I");
    extend_with_prefix(command, &flags->include.other, "-I");
    extend_with_prefix(command, &given->include.other, "-I");
    extend_with_flag(command, &flags->isystem.store, "-isystem");
    extend_with_flag(command, &given->isystem.store, "-isystem");
    extend_with_flag(command, &flags->isystem.other, "-isystem");
    extend_with_flag(command, &given->isystem.other, "-isystem");
    extend_with_prefix(command, &flags->include.system, "-I");
    extend_with_prefix(command, &given->include.system, "-I");
    extend_with_flag(command, &flags->isystem.system, "-isystem");
    extend_with_flag(command, &given->isystem.system, "-isystem");
}

static void add_library_directories(struct list *command, const struct arguments *given, const struct arguments *flags)
{
    extend_with_prefix(command, &flags->lib.store, "-L");
    extend_with_prefix(command, &given->lib.store, "-L");
    extend_with_prefix(command, &flags->lib.other, "-L");
    extend_with_prefix(command, &given->lib.other, "-L");
    extend_with_prefix(command, &flags->lib.system, "-L");
    extend_with_prefix(command, &given->lib.system, "-L");
}

static void add_runtime_paths(struct list *command, const struct arguments *given, const struct arguments *flags, enum mode mode,
    const char *rpath_argument)
{
    const struct list *lists[] = { &flags->rpath.store, &given->rpath.store, &flags->rpath.other, &given->rpath.other,
        &flags->rpath.system, &given->rpath.system };
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (mode == MODE_LINK)
            extend_with_flag(command, lists[i], "-rpath");
        else
            extend_with_prefix(command, lists[i], rpath_argument);
    }
}

/* ---- running ------------------------------------------------------------------------------------------------------------------------ */

/* Takes the wrapper's own directories out of PATH, so that it never calls itself. */
static void clean_path(void)
{
    struct list own = { 0 }, kept = { 0 };
    extend_from_variable(&own, "SPACK_COMPILER_WRAPPER_PATH", ":");
    extend_from_variable(&kept, "PATH", ":");
    char *path = allocate(strlen(environment("PATH")) + 2);
    size_t length = 0;
    for (size_t i = 0; i < kept.count; i++) {
        const char *directory = kept.items[i];
        size_t size = strlen(directory);
        while (size > 1 && directory[size - 1] == '/')
            size--;
        int is_own = size == 1 && *directory == '.';
        for (size_t j = 0; j < own.count && !is_own; j++)
            is_own = strlen(own.items[j]) == size && strncmp(own.items[j], directory, size) == 0;
        if (is_own)
            continue;
        if (length > 0)
            path[length++] = ':';
        strcpy(path + length, directory);
        length += strlen(directory);
    }
    path[length] = '\0';
    if (setenv("PATH", path, 1) != 0)
        die("cannot set PATH: %s", strerror(errno));
}

static void log_command(const char *suffix, enum mode mode, const char *first, size_t count, const char *const *items)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/spack-cc-%s.%s.log", environment("SPACK_DEBUG_LOG_DIR"), environment("SPACK_DEBUG_LOG_ID"), suffix);
    FILE *log = fopen(path, "a");
    if (log == NULL)
        return; /* the log is for people who look into a build; the build itself goes on */
    fprintf(log, "[%s]", mode_name(mode));
    if (first != NULL)
        fprintf(log, " %s", first);
    for (size_t i = 0; i < count; i++)
        fprintf(log, " %s", items[i]);
    fputc('\n', log);
    fclose(log);
}

static void run(struct list *command, const struct call *call, int count, char **arguments)
{
    const char *test = environment("SPACK_TEST_COMMAND");
    if (strcmp(test, "dump-args") == 0) {
        for (size_t i = 0; i < command->count; i++)
            puts(command->items[i]);
        exit(0);
    }
    if (strcmp(environment("SPACK_DEBUG"), "TRUE") == 0) {
        log_command("in", call->mode, call->command, (size_t)count, (const char *const *)arguments);
        log_command("out", call->mode, NULL, command->count, command->items);
    }
    command->items[command->count] = NULL;
    execvp(command->items[0], (char *const *)command->items);
    die("cannot run `%s`: %s", command->items[0], strerror(errno));
}

static void check_environment(void)
{
    static const char *const required[] = { "SPACK_COMPILER_WRAPPER_PATH", "SPACK_DEBUG_LOG_DIR", "SPACK_DEBUG_LOG_ID",
        "SPACK_SHORT_SPEC", "SPACK_SYSTEM_DIRS", "SPACK_MANAGED_DIRS", NULL };
    for (const char *const *name = required; *name != NULL; name++)
        if (*environment(*name) == '\0')
            die("the variable %s is missing: this compiler works only inside of a build (`cairn build-env SPEC -- COMMAND` enters one)", *name);
    const char *debug = environment("SPACK_ADD_DEBUG_FLAGS");
    if (*debug != '\0' && strcmp(debug, "true") != 0 && strcmp(debug, "false") != 0 && strcmp(debug, "custom") != 0)
        die("SPACK_ADD_DEBUG_FLAGS must be `true`, `false` or `custom`, not `%s`", debug);
    managed_patterns = environment("SPACK_MANAGED_DIRS");
    system_patterns = environment("SPACK_SYSTEM_DIRS");
    dtags_to_strip = environment("SPACK_DTAGS_TO_STRIP");
}

static const char *component_variable(const struct call *call, const char *suffix)
{
    char name[64];
    snprintf(name, sizeof name, "SPACK_%s_%s", call->component, suffix);
    return environment(name);
}

static void version_check(struct call *call, int count, char **arguments)
{
    struct list command = { 0 };
    append(&command, call->command);
    if (*call->always_flags != '\0')
        extend_from_variable(&command, call->always_flags, " ");
    for (int i = 0; i < count; i++)
        append(&command, arguments[i]);
    run(&command, call, count, arguments);
}

int main(int argc, char **argv)
{
    const char *slash = strrchr(argv[0], '/');
    int count = argc - 1;
    char **arguments = argv + 1;

    check_environment();
    struct call call = identify(slash ? slash + 1 : argv[0]);
    call.mode = find_mode(call.mode, count, arguments);
    const char *linker_argument = component_variable(&call, "LINKER_ARG");
    const char *rpath_argument = component_variable(&call, "RPATH_ARG");
    if (*linker_argument == '\0' || *rpath_argument == '\0' || *call.command == '\0')
        die("the variables SPACK_%s_* are not set: the recipe lacks `depends_on(\"%s\", type=\"build\")`", call.component, call.virtual_name);
    if (strcmp(environment("SPACK_TEST_COMMAND"), "dump-mode") == 0) {
        puts(mode_name(call.mode));
        return 0;
    }
    clean_path();
    if (call.mode == MODE_VERSION)
        version_check(&call, count, arguments);

    struct list input = { 0 }, pairs = { 0 }, flag_list = { 0 };
    for (int i = 0; i < count; i++)
        append(&input, arguments[i]);
    extend_from_variable(&pairs, "SPACK_COMPILER_FLAGS_REPLACE", " ");
    add_spec_flags(&flag_list, call.mode, call.language);

    struct arguments given = { 0 }, flags = { 0 };
    categorize(&given, &input, call.mode, &pairs);
    categorize(&flags, &flag_list, call.mode, &pairs);
    add_dependencies(&given, &flags, call.mode);

    struct list command = { 0 };
    if (*environment("SPACK_CCACHE_BINARY") != '\0' && (call.language == LANGUAGE_C || call.language == LANGUAGE_CXX)) {
        append(&command, environment("SPACK_CCACHE_BINARY"));
        setenv("CCACHE_NOHASHDIR", "yes", 1); /* stages are temporary: their names must not make every file new */
    }
    append(&command, call.command);
    add_first_flags(&command, call.mode, call.language);
    add_include_directories(&command, &given, &flags);
    add_library_directories(&command, &given, &flags);
    if (is_linking(call.mode)) {
        const char *dtags = environment("SPACK_DTAGS_TO_ADD");
        if (*dtags != '\0')
            append(&command, call.mode == MODE_LINK ? dtags : joined(linker_argument, dtags));
        add_runtime_paths(&command, &given, &flags, call.mode, rpath_argument);
    }
    extend(&command, &given.others);
    extend(&command, &flags.others);
    struct list libraries = { 0 };
    if (is_linking(call.mode))
        extend_from_variable(&libraries, "SPACK_LDLIBS", " ");
    for (size_t i = 0; i < libraries.count; i++)
        append(&command, joined("-l", starts_with(libraries.items[i], "-l") ? libraries.items[i] + 2 : libraries.items[i]));
    run(&command, &call, count, arguments);
}
