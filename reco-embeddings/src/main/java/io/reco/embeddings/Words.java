package io.reco.embeddings;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Words of titles and tags in any script. Text is brought to NFKC and to lower case (of no language), and brought to NFKC again; a
 * word is a run of letters, digits and marks, or one symbol that stands for something (an emoji, a note). Example:
 * {@code "Ｒ＆Ｂ 새벽감성 2020 \uD83C\uDF19"} gives {@code r, b, 새벽감성, 2020, \uD83C\uDF19}. There is no division of words
 * within a run, so compounds stay whole.
 */
final class Words {
    private static final int EMOJI_STYLE = 0xFE0F;

    private Words() {}

    /** The words of a text, in order, repeats included. */
    static List<String> of(String text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        String normal = Normalizer.normalize(lower, Normalizer.Form.NFKC);
        List<String> out = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < normal.length(); ) {
            int c = normal.codePointAt(i);
            i += Character.charCount(c);
            boolean mark = isMark(c);
            if (Character.isLetterOrDigit(c) || (mark && word.length() > 0)) {
                word.appendCodePoint(c);
            } else {
                flush(word, out);
                if (Character.getType(c) == Character.OTHER_SYMBOL) {
                    out.add(Character.toString(c));
                }
            }
        }
        flush(word, out);
        return out;
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return c != EMOJI_STYLE
                && (type == Character.NON_SPACING_MARK
                        || type == Character.COMBINING_SPACING_MARK
                        || type == Character.ENCLOSING_MARK);
    }

    private static void flush(StringBuilder word, List<String> out) {
        if (word.length() > 0) {
            out.add(word.toString());
            word.setLength(0);
        }
    }
}
