"""Cray machines, which are Linux machines today."""


def slingshot_network():
    return False
