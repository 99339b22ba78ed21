// Interim: replaced by the generated types.
export interface components {
  schemas: {
    ErrorBody: { error: { message: string; hint: string } };
    ShownArray: { shape: number[]; dtype: string; values: (number | string)[] };
    Shown: { text: string; array: components['schemas']['ShownArray'] | null };
    NamedShown: { name: string; shown: components['schemas']['Shown'] };
    RunResult: { status: 'ok' | 'error' | 'syntax' | 'blank' | 'timeout' | 'memory' | 'crash' | 'output' | 'stopped'; message: string; stdout: string; line: number | null; value: components['schemas']['Shown'] | null; seconds: number };
    FailedCase: { inputs: components['schemas']['NamedShown'][]; expected: components['schemas']['Shown']; got: components['schemas']['Shown'] | null };
    Verdict: { passed: boolean; status: 'passed' | 'wrong' | 'changed-input' | 'error' | 'syntax' | 'blank' | 'timeout' | 'memory' | 'crash' | 'output' | 'stopped'; message: string; mistake: string | null; case: components['schemas']['FailedCase'] | null; stdout: string; line: number | null; cases_passed: number; cases_total: number; seconds: number; picture: string | null };
    Question: { seed: number; question: string; given: components['schemas']['NamedShown'][]; options: components['schemas']['Shown'][]; picture: string };
    Progress: { lessons: Record<string, { passed: string[]; total: number }> };
    ToolResult: { numbers: Record<string, number | string>; tables: Record<string, { columns: string[]; rows: (number | string | null)[][] }>; picture: { name: string; attributes: Record<string, unknown> } | null; files: { name: string; url: string; bytes: number }[]; code: { python: string; command: string }; notes: string[] };
  };
}
