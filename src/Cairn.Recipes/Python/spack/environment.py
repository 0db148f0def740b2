"""Changes to the environment, where recipes of 2016 look for them."""
from spack.util.environment import *
