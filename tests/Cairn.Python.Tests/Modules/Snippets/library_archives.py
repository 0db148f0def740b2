import io
import os
import shutil
import struct
import tarfile
import tempfile
import xml.etree.ElementTree as ET
import zipfile


def show(case):
    try:
        print(repr(case()))
    except Exception as e:
        print(type(e).__name__ + ": " + str(e).replace(top, "TOP"))


top = os.path.realpath(tempfile.mkdtemp())
os.chdir(top)
os.makedirs("d/e")
with open("d/a.txt", "w") as f:
    f.write("hello\n" * 10)
with open("d/e/run.sh", "w") as f:
    f.write("#!/bin/sh\n")
os.chmod("d/e/run.sh", 0o755)
os.symlink("a.txt", "d/link")
long_name = "d/" + "n" * 120
open(long_name, "w").close()
for mode, name in (("w", "x.tar"), ("w:gz", "x.tar.gz")):
    with tarfile.open(name, mode) as t:
        t.add("d")
        info = tarfile.TarInfo("made.txt")
        info.size = 3
        t.addfile(info, io.BytesIO(b"abc"))
    with tarfile.open(name) as t:
        show(lambda: sorted(t.getnames()))
        show(lambda: [(m.name[:9], m.isfile(), m.isdir(), m.issym(), m.linkname, m.size, oct(m.mode & 0o777)) for m in sorted(t.getmembers(), key=lambda m: m.name) if not m.isdir() and not m.issym()])
        show(lambda: t.extractfile("d/a.txt").read()[:6])
        show(lambda: t.getmember("nope"))
        t.extractall("out")
    show(lambda: (open("out/d/a.txt").read() == open("d/a.txt").read(), os.readlink("out/d/link"), oct(os.stat("out/d/e/run.sh").st_mode & 0o777), os.path.exists("out/" + long_name), open("out/made.txt").read()))
    shutil.rmtree("out")
open("junk", "w").write("not a tar file" * 100)
try:
    tarfile.open("junk")
except tarfile.ReadError as e:
    print(str(e)[:36])
show(lambda: tarfile.open("missing.tar"))
show(lambda: (tarfile.is_tarfile("x.tar"), tarfile.is_tarfile("junk")))
with zipfile.ZipFile("x.zip", "w", zipfile.ZIP_DEFLATED) as z:
    z.write("d/a.txt")
    z.writestr("b/c.txt", "text \u00e9")
with zipfile.ZipFile("x.zip") as z:
    show(lambda: z.namelist())
    show(lambda: z.read("b/c.txt").decode())
    show(lambda: [(i.filename, i.file_size, i.is_dir()) for i in z.infolist()])
    show(lambda: z.read("nope"))
    show(lambda: z.testzip())
    z.extractall("zout")
show(lambda: (open("zout/b/c.txt", encoding="utf-8").read(), open("zout/d/a.txt").read()[:5]))
with zipfile.ZipFile("x.zip", "a") as z:
    z.writestr("more", b"1")
show(lambda: zipfile.ZipFile("x.zip").namelist())
show(lambda: zipfile.is_zipfile("x.zip") and not zipfile.is_zipfile("junk"))
show(lambda: zipfile.ZipFile("junk"))
os.chdir("/")
shutil.rmtree(top)

show(lambda: struct.pack("<IHb?d4s", 1, 2, -3, True, 1.5, b"ab"))
show(lambda: struct.unpack(">Hi", b"\x01\x02\xff\xff\xff\xfe"))
show(lambda: (struct.calcsize("bi"), struct.calcsize("<bi"), struct.calcsize("3h2s"), struct.pack("bi", 1, 2)))
show(lambda: struct.pack("B", 300))
show(lambda: struct.unpack("<I", b"abc"))
show(lambda: struct.pack("<f", 0.1) + struct.pack(">e", 1.0))
show(lambda: list(struct.iter_unpack("<H", b"\1\0\2\0")))
show(lambda: struct.unpack_from("<2sx3p", b"zzab\0\2cdq", 2))
show(lambda: struct.pack("z"))
show(lambda: struct.pack("I"))

X = """<?xml version="1.0"?>
<!-- c --><root a="1 &lt; 2" xmlns:q="urn:q"><item id="x">one</item> tail <item id="y">two<b/></item>
<q:n q:k="v">&amp;&#65;<![CDATA[<raw>]]></q:n></root>"""
r = ET.fromstring(X)
show(lambda: (r.tag, r.attrib, len(r), r[0].text, r[0].tail, r[1][0].tag))
show(lambda: [e.get("id") for e in r.findall("item")])
show(lambda: (r.find("item[@id='y']").text, r.find("nope"), r.findtext("item"), r.findtext("zz", "dflt")))
show(lambda: [e.tag for e in r.iter()])
show(lambda: r.find("{urn:q}n").attrib)
show(lambda: r.find("q:n", {"q": "urn:q"}).text)
show(lambda: "".join(r.itertext()))
show(lambda: ET.tostring(r))
show(lambda: ET.tostring(r, encoding="unicode"))
show(lambda: [e.tag for e in r.findall(".//b")] + [e.tag for e in r.findall("./item/b/..")] + [e.text for e in r.findall("item[2]")] + [e.text for e in r.findall("item[last()]")] + [e.text for e in r.findall("item[b]")] + [e.text for e in r.findall("*[.='one']")])
n = ET.Element("a", {"x": "1"}, y='"&<')
ET.SubElement(n, "b").text = "t<>&"
ET.SubElement(n, "c").append(ET.Comment("note"))
show(lambda: ET.tostring(n, "unicode"))
ET.indent(n)
show(lambda: ET.tostring(n, "unicode"))
b = io.BytesIO()
ET.ElementTree(n).write(b, encoding="utf-8", xml_declaration=True)
show(lambda: b.getvalue())
show(lambda: ET.parse(io.StringIO("<z><y/></z>")).getroot().tag)
for bad in ["<a>", "<a></b>", "<a><b></a>", "x", "<a/><b/>", "<a b=1/>", "", "<a>&nope;</a>", "<a>\n<", "<p:a/>", "<a x='1' x='2'/>"]:
    show(lambda: ET.fromstring(bad))
show(lambda: n.remove(ET.Element("q")))
n.remove(n[0])
n.set("k", "v")
show(lambda: (ET.tostring(n), list(n.keys()), n.get("zz", 3)))
show(lambda: ET.tostring(ET.Element("a", {"x": 1})))
