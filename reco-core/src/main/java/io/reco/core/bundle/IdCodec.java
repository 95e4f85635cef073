package io.reco.core.bundle;

/**
 * One id as one line of text. Escapes: {@code \\}, {@code \n}, {@code \r}, {@code \t}, and a backslash, {@code u} and four
 * hexadecimal digits for a surrogate that has no partner, which UTF-8 cannot hold. All other characters stand for
 * themselves.
 */
public final class IdCodec {

    private IdCodec() {}

    /** Returns the line, without a line end, that stands for an id. */
    public static String encode(String id) {
        StringBuilder out = null;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c) && i + 1 < id.length() && Character.isLowSurrogate(id.charAt(i + 1));
            boolean plain = c != '\\' && c != '\n' && c != '\r' && c != '\t' && (pair || !Character.isSurrogate(c));
            if (!plain && out == null) {
                out = new StringBuilder(id.length() + 8).append(id, 0, i);
            }
            if (out != null) {
                append(out, c, plain);
                if (pair) {
                    out.append(id.charAt(i + 1));
                }
            }
            i += pair ? 1 : 0;
        }
        return out == null ? id : out.toString();
    }

    private static void append(StringBuilder out, char c, boolean plain) {
        if (plain) {
            out.append(c);
            return;
        }
        switch (c) {
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> out.append(String.format("\\u%04x", (int) c));
        }
    }

    /**
     * Returns the id that a line stands for.
     *
     * @throws IllegalArgumentException if the line holds an escape that {@link #encode} does not write
     */
    public static String decode(String line) {
        int at = line.indexOf('\\');
        if (at < 0) {
            return line;
        }
        StringBuilder out = new StringBuilder(line.length());
        int from = 0;
        while (at >= 0) {
            out.append(line, from, at);
            char kind = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
            from = at + 2;
            switch (kind) {
                case '\\' -> out.append('\\');
                case 'n' -> out.append('\n');
                case 'r' -> out.append('\r');
                case 't' -> out.append('\t');
                case 'u' -> {
                    out.append(surrogate(line, from));
                    from += 4;
                }
                default ->
                    throw new IllegalArgumentException("'" + line + "' has an unknown escape at character " + (at + 1));
            }
            at = line.indexOf('\\', from);
        }
        return out.append(line, from, line.length()).toString();
    }

    private static char surrogate(String line, int from) {
        try {
            char c = (char) Integer.parseInt(line, from, from + 4, 16);
            if (Character.isSurrogate(c)) {
                return c;
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("'" + line + "' has a broken \\u escape", e);
        }
        throw new IllegalArgumentException("'" + line + "' escapes a character that is not a surrogate");
    }
}
