"""In which ways the nodes of a DAG contribute to building, testing or running its roots."""
import collections

#: The node that is built, tested or run
ROOT = 1
#: Needed by something that runs
RUNTIME = 2
#: Its programs are run
RUNTIME_EXECUTABLE = 4
#: A direct dependency of the root's build: its programs are run while the root is built
BUILDTIME_DIRECT = 8
#: Linked, directly or not, into what is built
BUILDTIME = 16

_RUNS = RUNTIME | RUNTIME_EXECUTABLE | BUILDTIME_DIRECT

#: The kinds of edges that are followed from a root, by what is done with it
_FROM_ROOT = {"build": ("build", "test", "link"), "test": ("test", "run", "link"), "run": ("run", "link")}


def _edges(spec, kinds):
    found = [edge for edge in spec.edges_to_dependencies() if _has(edge, kinds)]
    return sorted(found, key=lambda edge: edge.spec.name)


def _has(edge, kinds):
    import spack.deptypes as dt

    return bool(edge.depflag & dt.canonicalize(tuple(kinds)))


def topological_edges(roots, follow):
    """Edges, parents first, as breadth-first as that allows; ``follow(edge)`` gives the edges that go on from one.

    An edge is a pair of parent (None for a root) and edge object; each parent is expanded as often as ``follow`` says.
    """
    incoming = collections.defaultdict(int)
    outgoing = collections.defaultdict(list)
    queue = collections.deque((None, None, root) for root in roots)
    while queue:
        parent, edge, spec = queue.popleft()
        incoming[spec.dag_hash()] += 1
        outgoing[parent.dag_hash() if parent is not None else None].append((parent, edge, spec))
        for following in follow(parent, edge, spec):
            queue.append((spec, following, following.spec))
    ready = collections.deque([None])
    while ready:
        for parent, edge, spec in outgoing[ready.popleft()]:
            incoming[spec.dag_hash()] -= 1
            yield parent, edge, spec, incoming[spec.dag_hash()] == 0
            if incoming[spec.dag_hash()] == 0:
                ready.append(spec.dag_hash())


def effective_uses(roots, context):
    """Pairs of a spec and the ways in which it is used, from the roots to the leaves.

    Nodes that use others come in topological order; those that use nothing come last, in the order in which they were found. Paths are
    prepended in the reverse order, so this decides which prefix a tool looks into first (Spack's order, compared on whole environments).
    """
    root_hashes = {root.dag_hash() for root in roots}
    expanded = set()

    def follow(parent, edge, spec):
        if spec.dag_hash() in expanded:
            return []
        expanded.add(spec.dag_hash())
        return _edges(spec, _FROM_ROOT[context] if spec.dag_hash() in root_hashes else ("link", "run"))

    uses = {}
    specs = {}
    order = {}
    for parent, edge, spec, _ in topological_edges(roots, follow):
        key = spec.dag_hash()
        specs[key] = spec
        if parent is None:
            uses[key] = uses.get(key, 0) | ROOT
            continue
        parent_uses = uses.get(parent.dag_hash(), 0)
        if parent_uses:
            uses[key] = uses.get(key, 0) | _uses_through(parent_uses, edge, context)
            order[parent.dag_hash()] = None
    for key in uses:
        order.setdefault(key)
    return [(specs[key], uses[key]) for key in order if uses[key]]


def _uses_through(parent_uses, edge, context):
    """How a node is used through one edge, given how its parent is used."""
    uses = 0
    if parent_uses & ROOT:
        if context == "build":
            uses |= BUILDTIME_DIRECT if _has(edge, ("build", "test")) else 0
            uses |= BUILDTIME if _has(edge, ("link",)) else 0
        else:
            runs = ("run", "test") if context == "test" else ("run",)
            uses |= RUNTIME_EXECUTABLE if _has(edge, runs) else RUNTIME if _has(edge, ("link",)) else 0
    if parent_uses & _RUNS:
        uses |= RUNTIME if _has(edge, ("link",)) else 0
        uses |= RUNTIME_EXECUTABLE if _has(edge, ("run",)) else 0
    if parent_uses & BUILDTIME and _has(edge, ("link",)):
        uses |= BUILDTIME
    return uses


def build_and_link_dependencies(root):
    """The direct dependencies of a build and all that is linked, from the root to the leaves."""
    linked = set()

    def follow(parent, edge, spec):
        is_root = parent is None
        if not is_root and not _has(edge, ("link",)):
            return []
        if spec.dag_hash() in linked:
            return []
        linked.add(spec.dag_hash())
        return _edges(spec, ("build", "test", "link") if is_root else ("link",))

    return [spec for parent, _, spec, is_last in topological_edges([root], follow) if is_last and parent is not None]
