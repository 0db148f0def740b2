namespace Cairn.Store.Modules;

/// <summary>The file <c>.modulerc</c> beside module files, which hides some of them from listings.</summary>
internal sealed class HiddenModules(ModuleFile module)
{
    private readonly string _header = module.Set.System == ModuleSystem.Tcl ? "#%Module4.7" : "";
    private readonly string _command = module.Set.System == ModuleSystem.Tcl
        ? $"module-hide --soft --hidden-loaded {module.UseName}"
        : $"hide_version(\"{module.UseName}\")";

    /// <summary>Adds the module, or takes it out; a file that says nothing any more goes.</summary>
    public void Update(bool isHidden)
    {
        var path = module.ModuleRcPath;
        var lines = File.Exists(path) ? File.ReadAllLines(path).ToList() : [];
        var wasHidden = lines.Contains(_command);
        if (wasHidden == isHidden)
        {
            return;
        }

        if (!isHidden)
        {
            lines.Remove(_command);
        }
        else
        {
            if (lines.Count == 0 && _header.Length > 0)
            {
                lines.Add(_header);
            }

            lines.Add(_command);
        }

        if (lines.All(line => line == _header || line.Length == 0))
        {
            File.Delete(path);
        }
        else
        {
            File.WriteAllText(path, string.Join('\n', lines) + "\n");
        }
    }
}
