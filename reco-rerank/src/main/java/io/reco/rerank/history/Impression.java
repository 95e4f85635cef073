package io.reco.rerank.history;

/**
 * One track shown to one character. Texts are any Unicode; one with half a surrogate pair has no UTF-8 form and is refused.
 * Character, surface, request and slot together name the impression, unless the request is not told.
 *
 * @param characterId raw id of the character
 * @param surface name of the place in the product
 * @param requestId id of the request the list answered; empty when not told
 * @param trackId raw id of the track
 * @param slot position in the list, 0 being the first
 * @param timeMillis epoch milliseconds
 * @param propensity probability with which the track was put there, in (0, 1]; 1 when nothing was random; NaN when it
 *     is not known ({@link io.reco.rerank.Reranked#propensity}): of no use for off-policy evaluation
 * @param seen whether the slot came into view
 * @param acted whether the character played, liked or added the track from there
 */
public record Impression(
        String characterId,
        String surface,
        String requestId,
        String trackId,
        int slot,
        long timeMillis,
        double propensity,
        boolean seen,
        boolean acted) {

    /** Checks the ranges and the texts. */
    public Impression {
        requireUnicode("characterId", characterId);
        requireUnicode("surface", surface);
        requireUnicode("requestId", requestId);
        requireUnicode("trackId", trackId);
        if (slot < 0) {
            throw new IllegalArgumentException("slot " + slot + " is not 0 or above");
        }
        if (timeMillis < 0) {
            throw new IllegalArgumentException("timeMillis " + timeMillis + " is not 0 or above");
        }
        if (propensity <= 0 || propensity > 1) {
            throw new IllegalArgumentException("propensity " + propensity + " is not in (0, 1] or NaN");
        }
    }

    private static void requireUnicode(String field, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw new IllegalArgumentException(
                            field + " '" + text + "' has half a surrogate pair at character " + i);
                }
                i++;
            }
        }
    }

    /** A slot that was seen and left alone, chosen without chance. */
    public static Impression seen(String characterId, String surface, String trackId, int slot, long timeMillis) {
        return new Impression(characterId, surface, "", trackId, slot, timeMillis, 1, true, false);
    }

    /** A copy that says whether the slot came into view. */
    public Impression withSeen(boolean newSeen) {
        return new Impression(characterId, surface, requestId, trackId, slot, timeMillis, propensity, newSeen, acted);
    }

    /** A copy that says whether the character acted on it. */
    public Impression withActed(boolean newActed) {
        return new Impression(characterId, surface, requestId, trackId, slot, timeMillis, propensity, seen, newActed);
    }
}
