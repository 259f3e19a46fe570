namespace WecomSimulator.Callbacks;

/// <summary>Which of a suite's two callbacks: 指令回调 or 数据回调 (wecom-api.md §7.4).</summary>
internal enum CallbackKind
{
    Command,
    Data,
}
