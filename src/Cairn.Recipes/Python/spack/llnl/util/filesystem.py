"""Files and directories, as recipes handle them; while recipes are loaded, the host refuses to touch any."""
import os

from cairn.files import (
    ancestor,
    can_access,
    chgrp,
    copy,
    copy_mode,
    copy_tree,
    force_remove,
    force_symlink,
    has_shebang,
    install,
    install_tree,
    is_exe,
    join_path,
    keep_modification_time,
    mkdirp,
    path_contains_subdirectory,
    readlink,
    remove_directory_contents,
    remove_linked_tree,
    rename,
    safe_remove,
    set_executable,
    set_install_permissions,
    symlink,
    temp_cwd,
    touch,
    touchp,
    traverse_tree,
    windows_sfn,
    working_dir,
    write_tmp_and_move,
)
from cairn.filtering import FileFilter, change_sed_delimiter, filter_file
from cairn.searching import (
    FileList,
    HeaderList,
    LibraryList,
    find,
    find_all_headers,
    find_all_libraries,
    find_all_shared_libraries,
    find_all_static_libraries,
    find_first,
    find_headers,
    find_libraries,
    find_system_libraries,
    library_extensions,
)

islink = os.path.islink
path_ancestor = ancestor
