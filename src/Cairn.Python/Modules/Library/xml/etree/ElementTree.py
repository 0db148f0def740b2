"""XML as trees of elements."""

import io
import re

__all__ = [
    "Element", "ElementTree", "SubElement", "Comment", "ProcessingInstruction", "PI", "QName", "ParseError", "XML",
    "fromstring", "fromstringlist", "parse", "tostring", "tostringlist", "dump", "indent", "iselement", "iterparse",
    "register_namespace", "XMLParser", "TreeBuilder",
]

_NAMESPACES = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://schemas.xmlsoap.org/wsdl/": "wsdl",
    "http://www.w3.org/2001/XMLSchema": "xs",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://purl.org/dc/elements/1.1/": "dc",
}


class ParseError(SyntaxError):
    def __init__(self, message, code, position):
        SyntaxError.__init__(self, message)
        self.code = code
        self.position = position


class QName:
    def __init__(self, text_or_uri, tag=None):
        self.text = "{%s}%s" % (text_or_uri, tag) if tag else text_or_uri

    def __str__(self):
        return self.text


def iselement(element):
    return hasattr(element, "tag")


class Element:
    def __init__(self, tag, attrib={}, **extra):
        if not isinstance(attrib, dict):
            raise TypeError("attrib must be dict, not %s" % type(attrib).__name__)
        self.tag = tag
        self.attrib = {**attrib, **extra}
        self.text = None
        self.tail = None
        self._children = []

    def __repr__(self):
        return "<Element %r at %#x>" % (self.tag, id(self))

    def makeelement(self, tag, attrib):
        return Element(tag, attrib)

    def __copy__(self):
        element = Element(self.tag, self.attrib)
        element.text = self.text
        element.tail = self.tail
        element._children = list(self._children)
        return element

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        return len(self._children) != 0

    def __iter__(self):
        return iter(self._children)

    def __getitem__(self, index):
        return self._children[index]

    def __setitem__(self, index, element):
        self._children[index] = element

    def __delitem__(self, index):
        del self._children[index]

    def append(self, subelement):
        if not isinstance(subelement, Element):
            raise TypeError("append() argument must be xml.etree.ElementTree.Element, not %s" % type(subelement).__name__)
        self._children.append(subelement)

    def extend(self, elements):
        for element in elements:
            self.append(element)

    def insert(self, index, subelement):
        self._children.insert(index, subelement)

    def remove(self, subelement):
        for i, child in enumerate(self._children):
            if child is subelement:
                del self._children[i]
                return
        raise ValueError("list.remove(x): x not in list")

    def clear(self):
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None

    def get(self, key, default=None):
        return self.attrib.get(key, default)

    def set(self, key, value):
        self.attrib[key] = value

    def keys(self):
        return self.attrib.keys()

    def items(self):
        return self.attrib.items()

    def iter(self, tag=None):
        if tag == "*":
            tag = None
        if tag is None or self.tag == tag:
            yield self
        for child in self._children:
            for element in child.iter(tag):
                yield element

    def itertext(self):
        if not isinstance(self.tag, str):
            return
        if self.text:
            yield self.text
        for child in self._children:
            for text in child.itertext():
                yield text
            if child.tail:
                yield child.tail

    def find(self, path, namespaces=None):
        return next(iter(_select(self, path, namespaces)), None)

    def findall(self, path, namespaces=None):
        return list(_select(self, path, namespaces))

    def iterfind(self, path, namespaces=None):
        return iter(_select(self, path, namespaces))

    def findtext(self, path, default=None, namespaces=None):
        found = self.find(path, namespaces)
        return default if found is None else found.text or ""


_STEP = re.compile(r"(//|/)?((?:\{[^}]*\})?[^/\[\]{}]+|\.\.|\.|\*|\{[^}]*\}[^/\[\]]*)?((?:\[[^\]]*\])*)")


def _select(root, path, namespaces=None):
    """The elements of a path: names, *, ., .., // and predicates."""
    if path[:1] == "/":
        raise SyntaxError("cannot use absolute path on element")
    if path[-1:] == "/":
        path += "*"
    parents = {}
    for element in root.iter():
        for child in element:
            parents[id(child)] = element
    current = [root]
    position = 0
    while position < len(path):
        match = _STEP.match(path, position)
        if match is None or match.end() == position:
            raise SyntaxError("invalid path")
        position = match.end()
        slash, name, predicates = match.groups()
        if slash == "//":
            candidates = [e for start in current for e in start.iter() if e is not start]
        elif name == ".":
            candidates = current
        elif name == "..":
            candidates = []
            for element in current:
                parent = parents.get(id(element))
                if parent is not None and not any(parent is known for known in candidates):
                    candidates.append(parent)
        else:
            candidates = [child for start in current for child in start]
        if name not in (None, ".", "..", "*"):
            if namespaces and name[0] != "{":
                if ":" in name:
                    prefix, local = name.split(":", 1)
                    if prefix not in namespaces:
                        raise SyntaxError("prefix %r not found in prefix map" % prefix)
                    name = "{%s}%s" % (namespaces[prefix], local)
                elif namespaces.get(""):
                    name = "{%s}%s" % (namespaces[""], name)
            candidates = [e for e in candidates if _named(e, name)]
        for predicate in re.findall(r"\[([^\]]*)\]", predicates):
            candidates = _filtered(candidates, predicate, parents, name)
        current = candidates
    return current


def _named(element, name):
    if not isinstance(element.tag, str):
        return False
    if name.startswith("{*}"):
        return element.tag == name[3:] or element.tag.endswith("}" + name[3:])
    if name.endswith("}*"):
        return element.tag.startswith(name[:-1])
    return element.tag == name


def _filtered(elements, predicate, parents, name):
    predicate = predicate.strip()
    match = re.match(r"""@([^=!]+?)\s*(?:(=|!=)\s*(?:'([^']*)'|"([^"]*)"))?\Z""", predicate)
    if match:
        key, operator, single, double = match.groups()
        value = single if single is not None else double
        if operator is None:
            return [e for e in elements if e.get(key) is not None]
        if operator == "=":
            return [e for e in elements if e.get(key) == value]
        return [e for e in elements if e.get(key) is not None and e.get(key) != value]
    match = re.match(r"""(\.|[^=!@]+?)\s*(=|!=)\s*(?:'([^']*)'|"([^"]*)")\Z""", predicate)
    if match:
        key, operator, single, double = match.groups()
        value = single if single is not None else double
        result = []
        for element in elements:
            texts = ["".join(element.itertext())] if key == "." else ["".join(e.itertext()) for e in element.findall(key)]
            if any((text == value) == (operator == "=") for text in texts):
                result.append(element)
        return result
    match = re.match(r"(\d+)\Z|last\(\)(?:\s*-\s*(\d+))?\Z", predicate)
    if match:
        result = []
        for element in elements:
            parent = parents.get(id(element))
            if parent is None:
                continue
            alike = [child for child in parent if child.tag == element.tag]
            index = int(match.group(1)) - 1 if match.group(1) else len(alike) - 1 - int(match.group(2) or 0)
            if 0 <= index < len(alike) and alike[index] is element:
                result.append(element)
        return result
    if re.match(r"[^@=!()]+\Z", predicate):
        return [e for e in elements if e.find(predicate) is not None]
    raise SyntaxError("invalid predicate")


def SubElement(parent, tag, attrib={}, **extra):
    element = parent.makeelement(tag, {**attrib, **extra})
    parent.append(element)
    return element


def Comment(text=None):
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    element = Element(ProcessingInstruction)
    element.text = target if not text else target + " " + text
    return element


PI = ProcessingInstruction


class TreeBuilder:
    def __init__(self, element_factory=None, **options):
        self._stack = []
        self._root = None
        self._last = None

    def start(self, tag, attrs):
        element = Element(tag, attrs)
        if self._stack:
            self._stack[-1].append(element)
        else:
            self._root = element
        self._stack.append(element)
        self._last = None
        return element

    def data(self, data):
        if not self._stack:
            return
        if self._last is None:
            self._stack[-1].text = (self._stack[-1].text or "") + data
        else:
            self._last.tail = (self._last.tail or "") + data

    def end(self, tag):
        self._last = self._stack.pop()
        return self._last

    def close(self):
        return self._root


_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_NAME = r"[A-Za-z_:\u0080-\uffff][-A-Za-z0-9._:\u0080-\uffff]*"
_OPEN = re.compile(r"<(%s)((?:\s+%s\s*=\s*(?:\"[^\"<]*\"|'[^'<]*'))*)\s*(/?)>" % (_NAME, _NAME))
_ATTRIBUTE = re.compile(r"(%s)\s*=\s*(?:\"([^\"<]*)\"|'([^'<]*)')" % _NAME)
_CLOSE = re.compile(r"</(%s)\s*>" % _NAME)


class XMLParser:
    def __init__(self, *, target=None, encoding=None):
        self.target = TreeBuilder() if target is None else target
        self._parts = []
        self.events = []

    def feed(self, data):
        if isinstance(data, bytes):
            match = re.match(rb"<\?xml[^>]*encoding=[\"']([A-Za-z0-9._-]+)", data)
            data = data.decode(match.group(1).decode("ascii") if match else "utf-8-sig")
        self._parts.append(data)

    def _fail(self, text, position, message, code):
        line = text.count("\n", 0, position) + 1
        column = position - (text.rfind("\n", 0, position) + 1)
        raise ParseError("%s: line %d, column %d" % (message, line, column), code, (line, column))

    def _fail_in_tag(self, text, position):
        if text.find(">", position) < 0:
            self._fail(text, position, "unclosed token", 5)
        well_formed = re.compile(r"<(?:%s)?(?:\s+(?:%s(?:\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')?)?)?)*" % (_NAME, _NAME)).match(text, position)
        self._fail(text, well_formed.end(), "not well-formed (invalid token)", 4)

    def _text(self, text, raw, position):
        def replace(match):
            name = match.group(1)
            if name is None:
                self._fail(text, position + match.start(), "not well-formed (invalid token)", 4)
            if name[0] == "#":
                return chr(int(name[2:], 16) if name[1] in "xX" else int(name[1:]))
            if name not in _ENTITIES:
                self._fail(text, position + match.start(), "undefined entity", 11)
            return _ENTITIES[name]

        return re.sub(r"&(?:(#[xX][0-9a-fA-F]+|#[0-9]+|[A-Za-z_][A-Za-z0-9._-]*);)?", replace, raw)

    def close(self):
        text = "".join(self._parts).replace("\r\n", "\n").replace("\r", "\n")
        position = 0
        scopes = [{"xml": "http://www.w3.org/XML/1998/namespace"}]
        open_tags = []
        seen_root = False
        while position < len(text):
            if text[position] != "<":
                end = text.find("<", position)
                end = len(text) if end < 0 else end
                chunk = text[position:end]
                if open_tags:
                    self.target.data(self._text(text, chunk, position))
                elif chunk.strip("\ufeff \t\n"):
                    start = position + len(chunk) - len(chunk.lstrip())
                    self._fail(text, start, "junk after document element" if seen_root else "syntax error", 9 if seen_root else 2)
                position = end
            elif text.startswith("<!--", position):
                end = text.find("-->", position)
                if end < 0:
                    self._fail(text, position, "unclosed token", 5)
                position = end + 3
            elif text.startswith("<![CDATA[", position) and open_tags:
                end = text.find("]]>", position)
                if end < 0:
                    self._fail(text, position, "unclosed CDATA section", 20)
                self.target.data(text[position + 9 : end])
                position = end + 3
            elif text.startswith("<?", position):
                end = text.find("?>", position)
                if end < 0:
                    self._fail(text, position, "unclosed token", 5)
                position = end + 2
            elif text.startswith("<!DOCTYPE", position) and not seen_root:
                depth = 0
                while position < len(text):
                    c = text[position]
                    depth += (c in "<[") - (c in ">]")
                    position += 1
                    if depth == 0:
                        break
            elif text.startswith("</", position):
                match = _CLOSE.match(text, position)
                if match is None:
                    self._fail(text, position, "not well-formed (invalid token)", 4)
                if not open_tags or open_tags[-1][0] != match.group(1):
                    self._fail(text, position + 2, "mismatched tag", 7)
                _, tag = open_tags.pop()
                scopes.pop()
                self.events.append(("end", self.target.end(tag)))
                position = match.end()
            else:
                match = _OPEN.match(text, position)
                if match is None:
                    self._fail_in_tag(text, position)
                if seen_root and not open_tags:
                    self._fail(text, position, "junk after document element", 9)
                seen_root = True
                name, raw, empty = match.groups()
                scope = dict(scopes[-1])
                attributes = {}
                for found in _ATTRIBUTE.finditer(raw):
                    value = found.group(2) if found.group(2) is not None else found.group(3)
                    value = self._text(text, re.sub(r"[\t\n]", " ", value), position)
                    if found.group(1) == "xmlns":
                        scope[""] = value
                    elif found.group(1).startswith("xmlns:"):
                        scope[found.group(1)[6:]] = value
                    elif found.group(1) in attributes:
                        self._fail(text, match.start(2) + found.start(), "duplicate attribute", 8)
                    else:
                        attributes[found.group(1)] = value
                tag = self._expanded(text, position, name, scope, True)
                attributes = {self._expanded(text, position, key, scope, False): value for key, value in attributes.items()}
                self.events.append(("start", self.target.start(tag, attributes)))
                if empty:
                    self.events.append(("end", self.target.end(tag)))
                else:
                    open_tags.append((name, tag))
                    scopes.append(scope)
                position = match.end()
        if open_tags or not seen_root:
            self._fail(text, len(text), "no element found", 3)
        return self.target.close()

    def _expanded(self, text, position, name, scope, is_tag):
        prefix, colon, local = name.rpartition(":")
        if not colon:
            return "{%s}%s" % (scope[""], name) if is_tag and scope.get("") else name
        if prefix not in scope:
            self._fail(text, position, "unbound prefix", 27)
        return "{%s}%s" % (scope[prefix], local)


def XML(text, parser=None):
    parser = XMLParser() if parser is None else parser
    parser.feed(text)
    return parser.close()


fromstring = XML


def fromstringlist(sequence, parser=None):
    return XML("".join(sequence), parser)


def parse(source, parser=None):
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


def iterparse(source, events=None, parser=None):
    parser = XMLParser()
    wanted = ("end",) if events is None else tuple(events)
    if hasattr(source, "read"):
        parser.feed(source.read())
    else:
        with open(source, "rb") as file:
            parser.feed(file.read())
    parser.close()
    return iter([event for event in parser.events if event[0] in wanted])


def register_namespace(prefix, uri):
    for known, name in list(_NAMESPACES.items()):
        if known == uri or name == prefix:
            del _NAMESPACES[known]
    _NAMESPACES[uri] = prefix


class ElementTree:
    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        return self._root

    def _setroot(self, element):
        self._root = element

    def parse(self, source, parser=None):
        parser = XMLParser() if parser is None else parser
        if hasattr(source, "read"):
            parser.feed(source.read())
        else:
            with open(source, "rb") as file:
                parser.feed(file.read())
        self._root = parser.close()
        return self._root

    def iter(self, tag=None):
        return self._root.iter(tag)

    def find(self, path, namespaces=None):
        return self._root.find("." + path if path[:1] == "/" else path, namespaces)

    def findall(self, path, namespaces=None):
        return self._root.findall("." + path if path[:1] == "/" else path, namespaces)

    def findtext(self, path, default=None, namespaces=None):
        return self._root.findtext("." + path if path[:1] == "/" else path, default, namespaces)

    def iterfind(self, path, namespaces=None):
        return self._root.iterfind("." + path if path[:1] == "/" else path, namespaces)

    def write(
        self, file_or_filename, encoding=None, xml_declaration=None, default_namespace=None, method=None, *,
        short_empty_elements=True
    ):
        shown = encoding or "us-ascii"
        text = _serialised(self._root, short_empty_elements)
        if xml_declaration or (xml_declaration is None and shown.lower() not in ("utf-8", "us-ascii", "unicode")):
            declared = "utf-8" if shown.lower() == "unicode" else shown
            text = "<?xml version='1.0' encoding='%s'?>\n" % declared + text
        if shown.lower() == "unicode":
            if hasattr(file_or_filename, "write"):
                file_or_filename.write(text)
            else:
                with open(file_or_filename, "w", encoding="utf-8") as file:
                    file.write(text)
            return
        data = text.encode(shown, "xmlcharrefreplace")
        if hasattr(file_or_filename, "write"):
            file_or_filename.write(data)
        else:
            with open(file_or_filename, "wb") as file:
                file.write(data)


def _escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _escaped_attribute(text):
    text = _escaped(text).replace('"', "&quot;")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")


def _serialised(root, short_empty):
    prefixes = {}

    def qualified(name):
        if isinstance(name, QName):
            name = name.text
        if name[:1] != "{":
            return name
        uri, local = name[1:].rsplit("}", 1)
        prefix = prefixes.get(uri)
        if prefix is None:
            prefix = _NAMESPACES.get(uri) or "ns%d" % len(prefixes)
            if prefix != "xml":
                prefixes[uri] = prefix
        return "%s:%s" % (prefix, local)

    for element in root.iter():
        if isinstance(element.tag, (str, QName)):
            qualified(element.tag)
        for key in element.attrib:
            qualified(key)
    parts = []

    def write(element, is_root):
        tag = element.tag
        text = element.text
        if tag is Comment:
            parts.append("<!--%s-->" % text)
        elif tag is ProcessingInstruction:
            parts.append("<?%s?>" % text)
        else:
            name = qualified(tag)
            parts.append("<" + name)
            if is_root:
                for uri, prefix in sorted(prefixes.items(), key=lambda item: item[1]):
                    parts.append(' xmlns:%s="%s"' % (prefix, _escaped_attribute(uri)))
            for key, value in element.attrib.items():
                shown = value.text if isinstance(value, QName) else value
                if not isinstance(shown, str):
                    raise TypeError("cannot serialize %r (type %s)" % (shown, type(shown).__name__))
                parts.append(' %s="%s"' % (qualified(key), _escaped_attribute(shown)))
            if text or len(element) or not short_empty:
                parts.append(">")
                if text:
                    parts.append(_escaped(text))
                for child in element:
                    write(child, False)
                parts.append("</%s>" % name)
            else:
                parts.append(" />")
        if element.tail:
            parts.append(_escaped(element.tail))

    write(root, True)
    return "".join(parts)


def tostring(element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None, short_empty_elements=True):
    stream = io.StringIO() if encoding == "unicode" else io.BytesIO()
    ElementTree(element).write(
        stream, encoding, xml_declaration=xml_declaration, short_empty_elements=short_empty_elements
    )
    return stream.getvalue()


def tostringlist(element, encoding=None, method=None, **options):
    return [tostring(element, encoding, method, **options)]


def indent(tree, space="  ", level=0):
    root = tree.getroot() if isinstance(tree, ElementTree) else tree
    if not len(root):
        return

    def apply(element, depth):
        outer = "\n" + depth * space
        inner = outer + space
        if not element.text or not element.text.strip():
            element.text = inner
        child = None
        for child in element:
            if len(child):
                apply(child, depth + 1)
            if not child.tail or not child.tail.strip():
                child.tail = inner
        if not child.tail.strip():
            child.tail = outer

    apply(root, level)


def dump(elem):
    import sys

    root = elem.getroot() if isinstance(elem, ElementTree) else elem
    text = tostring(root, "unicode")
    sys.stdout.write(text)
    if not root.tail or root.tail[-1] != "\n":
        sys.stdout.write("\n")
