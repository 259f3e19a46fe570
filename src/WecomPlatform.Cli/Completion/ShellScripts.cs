namespace WecomPlatform.Cli.Completion;

/// <summary>The scripts: each hands the line and the cursor's place to <c>wecom [suggest:N]</c>, which prints a candidate a line.</summary>
internal static class ShellScripts
{
    // $1 is the program as it was typed, so that ./wecom completes, too. What stands behind the cursor is no hint.
    private const string Bash = """
        _wecom() {
          local line=${COMP_LINE:0:COMP_POINT}
          line="wecom ${line#* }"
          local IFS=$'\n'
          COMPREPLY=($(compgen -W "$("$1" "[suggest:${#line}]" "$line" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
        }
        complete -o default -F _wecom wecom ./wecom

        """;

    private const string Zsh = """
        #compdef wecom
        _wecom() {
          local line="wecom ${(j: :)words[2,CURRENT]}"
          local -a found
          found=("${(@f)$($words[1] "[suggest:${#line}]" "$line" 2>/dev/null)}")
          compadd -- $found
        }
        compdef _wecom wecom

        """;

    private const string Fish = """
        function __wecom_complete
          set -l line (commandline -cp)
          wecom "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null
        end
        complete -c wecom -f -a '(__wecom_complete)'

        """;

    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["bash"] = Bash,
            ["zsh"] = Zsh,
            ["fish"] = Fish,
        };
}
