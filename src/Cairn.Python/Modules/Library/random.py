"""Random numbers: repeatable ones from a seed, others from the machine."""

import math
import os

__all__ = [
    "Random", "SystemRandom", "seed", "random", "uniform", "randint", "choice", "choices", "sample", "randrange", "shuffle",
    "getrandbits", "randbytes", "gauss", "normalvariate", "getstate", "setstate",
]

_N = 624
_M = 397


class Random:
    """The Mersenne Twister (Matsumoto and Nishimura, 1998), seeded as CPython seeds it."""

    def __init__(self, x=None):
        self._state = None
        self._index = _N
        if x is not None:
            self.seed(x)

    def seed(self, a=None, version=2):
        if a is None:
            key = int.from_bytes(os.urandom(32), "big")
        elif isinstance(a, (str, bytes)):
            import hashlib

            data = a.encode() if isinstance(a, str) else a
            key = int.from_bytes(data + hashlib.sha512(data).digest(), "big")
        elif isinstance(a, float):
            key = hash(a)
        else:
            key = a
        self._seed_by_key(abs(key))

    def _seed_by_key(self, number):
        words = []
        while number:
            words.append(number & 0xFFFFFFFF)
            number >>= 32
        words = words or [0]
        state = [19650218]
        for i in range(1, _N):
            previous = state[-1]
            state.append((1812433253 * (previous ^ (previous >> 30)) + i) & 0xFFFFFFFF)
        i = 1
        j = 0
        for _ in range(max(_N, len(words))):
            previous = state[i - 1]
            state[i] = ((state[i] ^ ((previous ^ (previous >> 30)) * 1664525)) + words[j] + j) & 0xFFFFFFFF
            i += 1
            j += 1
            if i >= _N:
                state[0] = state[_N - 1]
                i = 1
            if j >= len(words):
                j = 0
        for _ in range(_N - 1):
            previous = state[i - 1]
            state[i] = ((state[i] ^ ((previous ^ (previous >> 30)) * 1566083941)) - i) & 0xFFFFFFFF
            i += 1
            if i >= _N:
                state[0] = state[_N - 1]
                i = 1
        state[0] = 0x80000000
        self._state = state
        self._index = _N

    def _word(self):
        if self._state is None:
            self.seed()
        if self._index >= _N:
            state = self._state
            for k in range(_N):
                y = (state[k] & 0x80000000) | (state[(k + 1) % _N] & 0x7FFFFFFF)
                state[k] = state[(k + _M) % _N] ^ (y >> 1) ^ (0x9908B0DF if y & 1 else 0)
            self._index = 0
        y = self._state[self._index]
        self._index += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9D2C5680
        y ^= (y << 15) & 0xEFC60000
        return y ^ (y >> 18)

    def random(self):
        high = self._word() >> 5
        low = self._word() >> 6
        return (high * 67108864.0 + low) / 9007199254740992.0

    def getrandbits(self, k):
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        result = 0
        shift = 0
        while k > 0:
            word = self._word()
            if k < 32:
                word >>= 32 - k
            result |= word << shift
            shift += 32
            k -= 32
        return result

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def getstate(self):
        return (3, tuple(self._state or ()) + (self._index,), None)

    def setstate(self, state):
        self._state = list(state[1][:-1]) or None
        self._index = state[1][-1]

    def _below(self, n):
        if not n:
            return 0
        bits = n.bit_length()
        value = self.getrandbits(bits)
        while value >= n:
            value = self.getrandbits(bits)
        return value

    def randrange(self, start, stop=None, step=1):
        if stop is None:
            if start > 0:
                return self._below(start)
            raise ValueError("empty range for randrange()")
        width = stop - start
        if step == 1:
            if width > 0:
                return start + self._below(width)
            raise ValueError("empty range for randrange() (%d, %d, %d)" % (start, stop, width))
        if step == 0:
            raise ValueError("zero step for randrange()")
        count = (width + step + (-1 if step > 0 else 1)) // step
        if count <= 0:
            raise ValueError("empty range for randrange()")
        return start + step * self._below(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._below(len(seq))]

    def shuffle(self, x):
        for i in reversed(range(1, len(x))):
            j = self._below(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if counts is not None:
            population = [item for item, count in zip(population, counts) for _ in range(count)]
        n = len(population)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        result = [None] * k
        setsize = 21
        if k > 5:
            setsize += 4 ** math.ceil(math.log(k * 3, 4))
        if n <= setsize:
            pool = list(population)
            for i in range(k):
                j = self._below(n - i)
                result[i] = pool[j]
                pool[j] = pool[n - i - 1]
        else:
            selected = set()
            for i in range(k):
                j = self._below(n)
                while j in selected:
                    j = self._below(n)
                selected.add(j)
                result[i] = population[j]
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        if cum_weights is None:
            if weights is None:
                return [population[math.floor(self.random() * n)] for _ in range(k)]
            cum_weights = []
            total = 0
            for weight in weights:
                total += weight
                cum_weights.append(total)
        total = cum_weights[-1] + 0.0
        result = []
        for _ in range(k):
            point = self.random() * total
            index = 0
            while index < n - 1 and cum_weights[index] <= point:
                index += 1
            result.append(population[index])
        return result

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def gauss(self, mu=0.0, sigma=1.0):
        return self.normalvariate(mu, sigma)

    def normalvariate(self, mu=0.0, sigma=1.0):
        limit = 4 * math.exp(-0.5) / math.sqrt(2.0)
        while True:
            u1 = self.random()
            u2 = 1.0 - self.random()
            z = limit * (u1 - 0.5) / u2
            if z * z / 4.0 <= -math.log(u2):
                return mu + z * sigma


class SystemRandom(Random):
    def random(self):
        return (int.from_bytes(os.urandom(7), "big") >> 3) * 2.0**-53

    def getrandbits(self, k):
        count = (k + 7) // 8
        return int.from_bytes(os.urandom(count), "big") >> (count * 8 - k)

    def seed(self, *args, **kwds):
        return None


_shared = Random()
seed = _shared.seed
random = _shared.random
uniform = _shared.uniform
randint = _shared.randint
choice = _shared.choice
choices = _shared.choices
sample = _shared.sample
randrange = _shared.randrange
shuffle = _shared.shuffle
getrandbits = _shared.getrandbits
randbytes = _shared.randbytes
gauss = _shared.gauss
normalvariate = _shared.normalvariate
getstate = _shared.getstate
setstate = _shared.setstate
