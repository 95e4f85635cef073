package io.reco.embeddings.format;

/**
 * What to do with blanks in ids where a format uses a blank to end an id (word2vec text and binary). A blank is what C
 * programs split words at: space, tab, line feed, vertical tab, form feed, carriage return. Unicode spaces are not.
 */
public enum Blanks {
    /**
     * Writing refuses an id with a blank and names it and its row. Reading takes ids as they are: {@code a_b%20c} is {@code
     * a_b%20c}.
     */
    REFUSE,
    /**
     * Writing replaces each blank by {@code _}: {@code a b} becomes {@code a_b}, as is usual with gensim; two ids that become
     * the same are refused. It cannot be undone; reading takes ids as they are.
     */
    UNDERSCORE,
    /**
     * Writing replaces a blank or a percent sign by {@code %} and its two hexadecimal digits: {@code a b} becomes {@code
     * a%20b}, {@code 50%} becomes {@code 50%25}. Reading undoes it, and refuses a percent sign that does not come from it.
     */
    PERCENT;

    static boolean isBlank(int c) {
        return c == ' ' || c >= '\t' && c <= '\r';
    }

    private boolean changes(char c) {
        return isBlank(c) || this == PERCENT && c == '%';
    }

    /**
     * The text that stands for an id.
     *
     * @throws IllegalArgumentException if the policy refuses it
     */
    String encode(String id) {
        int n = id.length();
        int i = 0;
        while (i < n && !changes(id.charAt(i))) {
            i++;
        }
        if (i == n) {
            return id;
        }
        if (this == REFUSE) {
            throw new IllegalArgumentException("has a blank (U+00" + hex(id.charAt(i)) + ") at character " + i
                    + ", which ends an id in this format");
        }
        StringBuilder out = new StringBuilder(n + 8).append(id, 0, i);
        for (; i < n; i++) {
            char c = id.charAt(i);
            if (!changes(c)) {
                out.append(c);
            } else if (this == UNDERSCORE) {
                out.append('_');
            } else {
                out.append('%').append(hex(c));
            }
        }
        return out.toString();
    }

    /**
     * Undoes {@link #PERCENT} in place.
     *
     * @param id UTF-8. Modified.
     * @return the new length
     * @throws IllegalArgumentException if a percent sign does not come from writing
     */
    int decode(byte[] id, int length) {
        if (this != PERCENT) {
            return length;
        }
        int n = 0;
        for (int i = 0; i < length; i++) {
            byte b = id[i];
            if (b == '%') {
                int c = i + 2 < length ? Character.digit(id[i + 1], 16) * 16 + Character.digit(id[i + 2], 16) : -1;
                boolean ours = c >= 0 && (isBlank(c) || c == '%') && id[i + 1] <= '9' && id[i + 2] <= 'F';
                if (!ours) {
                    throw new IllegalArgumentException("has a percent sign at byte " + i
                            + " that Blanks.PERCENT would not have written; Blanks.REFUSE reads ids as they are");
                }
                b = (byte) c;
                i += 2;
            }
            id[n++] = b;
        }
        return n;
    }

    private static String hex(char c) {
        return String.format("%02X", (int) c);
    }
}
