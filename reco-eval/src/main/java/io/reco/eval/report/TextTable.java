package io.reco.eval.report;

import java.util.ArrayList;
import java.util.List;

/**
 * A table as text with aligned columns, for the console: names left, numbers right, two blanks between columns, notes of cells after
 * them in brackets. Widths are those of a terminal: wide East Asian characters and emoji take two columns, combining marks none.
 * Control characters (also bidi controls, which would shuffle the line) are shown as {@code U+FFFD}.
 */
public final class TextTable {
    private static final String GAP = "  ";

    private TextTable() {}

    /** {@return the lines of the table, each ended by a line feed} */
    public static String render(ReportTable table) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(table.columns().stream().map(c -> visible(c.name())).toList());
        for (List<Cell> row : table.rows()) {
            lines.add(row.stream().map(TextTable::text).toList());
        }
        int[] widths = new int[table.columns().size()];
        for (List<String> line : lines) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], width(line.get(c)));
            }
        }
        StringBuilder out = new StringBuilder();
        if (!table.caption().isEmpty()) {
            out.append(visible(table.caption())).append('\n');
        }
        for (int i = 0; i < lines.size(); i++) {
            appendLine(out, lines.get(i), widths, table);
            if (i == 0) {
                appendRule(out, widths);
            }
        }
        return out.toString();
    }

    private static String text(Cell cell) {
        String note = cell.note().isEmpty() ? "" : " (" + cell.note() + ")";
        return visible(cell.text() + note);
    }

    private static void appendLine(StringBuilder out, List<String> cells, int[] widths, ReportTable table) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String padding = " ".repeat(widths[c] - width(cells.get(c)));
            line.append(c == 0 ? "" : GAP);
            line.append(table.columns().get(c).number() ? padding + cells.get(c) : cells.get(c) + padding);
        }
        out.append(line.toString().stripTrailing()).append('\n');
    }

    private static void appendRule(StringBuilder out, int[] widths) {
        for (int c = 0; c < widths.length; c++) {
            out.append(c == 0 ? "" : GAP).append("\u2500".repeat(widths[c]));
        }
        out.append('\n');
    }

    private static String visible(String text) {
        return text.codePoints()
                .map(c -> Character.isISOControl(c) || isBidiControl(c) ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isBidiControl(int c) {
        return (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069)
                || c == 0x200E
                || c == 0x200F
                || c == 0x061C;
    }

    /** {@return the number of terminal columns that a text takes} */
    static int width(String text) {
        return text.codePoints().map(TextTable::width).sum();
    }

    private static int width(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    /** East Asian Width W and F (Unicode 15, blocks). */
    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115F)
                || (c >= 0x2E80 && c <= 0x303E)
                || (c >= 0x3041 && c <= 0x33FF)
                || (c >= 0x3400 && c <= 0x4DBF)
                || (c >= 0x4E00 && c <= 0x9FFF)
                || (c >= 0xA000 && c <= 0xA4CF)
                || (c >= 0xA960 && c <= 0xA97F)
                || (c >= 0xAC00 && c <= 0xD7A3)
                || (c >= 0xF900 && c <= 0xFAFF)
                || (c >= 0xFE30 && c <= 0xFE6F)
                || (c >= 0xFF00 && c <= 0xFF60)
                || (c >= 0xFFE0 && c <= 0xFFE6)
                || (c >= 0x1F300 && c <= 0x1F64F)
                || (c >= 0x1F680 && c <= 0x1F6FF)
                || (c >= 0x1F900 && c <= 0x1F9FF)
                || (c >= 0x1FA70 && c <= 0x1FAFF)
                || (c >= 0x20000 && c <= 0x3FFFD);
    }
}
