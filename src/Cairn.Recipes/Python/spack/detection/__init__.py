from spack.detection.by_path import by_path, executables_in_path
