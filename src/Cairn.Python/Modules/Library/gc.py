"""The garbage collector, which is not ours to steer."""


def collect(generation=2):
    return 0


def enable():
    pass


def disable():
    pass


def isenabled():
    return True


def freeze():
    pass


def get_objects(generation=None):
    return []
