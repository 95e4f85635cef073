package io.reco.rerank;

import io.reco.core.data.Block;
import io.reco.core.data.Catalog;
import io.reco.core.data.IdMap;
import io.reco.core.data.Profile;
import io.reco.core.data.Profiles;
import java.util.List;

/**
 * What the rules need to know of a character's profile, in indices of the catalogue. Known characters come from
 * {@link Profiles}, unseen ones from a {@link Profile} that came with the request. Immutable and thread-safe.
 */
public final class Listener {
    private static final int[] NONE = {};
    private static final Listener UNKNOWN =
            new Listener(NONE, NONE, new Block.Kind[0], NONE, new long[0], true, false, "");

    private final int[] likedGenres;
    private final int[] dislikedGenres;
    private final Block.Kind[] blockKinds;
    private final int[] blockTargets;
    private final long[] blockEnds;
    private final boolean explicitAllowed;
    private final boolean verifiedAdult;
    private final String region;

    private Listener(
            int[] likedGenres,
            int[] dislikedGenres,
            Block.Kind[] blockKinds,
            int[] blockTargets,
            long[] blockEnds,
            boolean explicitAllowed,
            boolean verifiedAdult,
            String region) {
        this.likedGenres = likedGenres;
        this.dislikedGenres = dislikedGenres;
        this.blockKinds = blockKinds;
        this.blockTargets = blockTargets;
        this.blockEnds = blockEnds;
        this.explicitAllowed = explicitAllowed;
        this.verifiedAdult = verifiedAdult;
        this.region = region;
    }

    /** One of whom nothing is told: explicit tracks allowed, not a verified adult, nothing disliked or blocked. */
    public static Listener unknown() {
        return UNKNOWN;
    }

    /** A known character. */
    public static Listener of(Profiles profiles, int c) {
        int blocks = profiles.blockCount(c);
        Block.Kind[] kinds = new Block.Kind[blocks];
        int[] targets = new int[blocks];
        long[] ends = new long[blocks];
        for (int j = 0; j < blocks; j++) {
            kinds[j] = profiles.blockKind(c, j);
            targets[j] = profiles.blockTarget(c, j);
            ends[j] = profiles.blockUntilMillis(c, j);
        }
        int region = profiles.region(c);
        return new Listener(
                profiles.likedGenres().toArray(c),
                profiles.dislikedGenres().toArray(c),
                kinds,
                targets,
                ends,
                profiles.explicitAllowed(c),
                profiles.verifiedAdult(c),
                region == IdMap.ABSENT ? "" : profiles.regions().id(region));
    }

    /** An unseen character. Genres and blocked things that the catalogue does not hold cannot match and are left out. */
    public static Listener of(Profile profile, Catalog catalog) {
        int blocks = profile.blocks().size();
        Block.Kind[] kinds = new Block.Kind[blocks];
        int[] targets = new int[blocks];
        long[] ends = new long[blocks];
        for (int j = 0; j < blocks; j++) {
            Block block = profile.blocks().get(j);
            kinds[j] = block.kind();
            targets[j] = switch (block.kind()) {
                case ARTIST -> catalog.artists().indexOf(block.targetId());
                case ALBUM -> catalog.albums().indexOf(block.targetId());
                case TRACK -> catalog.tracks().indexOf(block.targetId());
            };
            // An end in the past: nothing in the catalogue can match ABSENT, except a track without an album.
            ends[j] = targets[j] == IdMap.ABSENT ? Long.MIN_VALUE : block.untilMillis();
        }
        return new Listener(
                genres(profile.likedGenres(), catalog),
                genres(profile.dislikedGenres(), catalog),
                kinds,
                targets,
                ends,
                profile.explicitAllowed(),
                profile.verifiedAdult(),
                profile.region());
    }

    private static int[] genres(List<String> genreIds, Catalog catalog) {
        return genreIds.stream()
                .mapToInt(catalog.genres()::indexOf)
                .filter(g -> g != IdMap.ABSENT)
                .toArray();
    }

    /** Indices of the genres named as liked; a copy. */
    public int[] likedGenres() {
        return likedGenres.clone();
    }

    /** Indices of the genres not wanted; a copy. */
    public int[] dislikedGenres() {
        return dislikedGenres.clone();
    }

    /** Whether any genre is disliked. */
    public boolean dislikesGenres() {
        return dislikedGenres.length > 0;
    }

    /** Number of blocks, ended ones included. */
    public int blockCount() {
        return blockTargets.length;
    }

    /** What block {@code j} blocks. */
    public Block.Kind blockKind(int j) {
        return blockKinds[j];
    }

    /** Index of what block {@code j} blocks, among the artists, albums or tracks of the catalogue. */
    public int blockTarget(int j) {
        return blockTargets[j];
    }

    /** Whether block {@code j} holds at this moment: it ends as soon as its end is reached. */
    public boolean blockHolds(int j, long nowMillis) {
        return blockEnds[j] == Block.FOR_EVER || nowMillis < blockEnds[j];
    }

    /** Whether explicit tracks may be played. */
    public boolean explicitAllowed() {
        return explicitAllowed;
    }

    /** Whether it is known to be an adult. */
    public boolean verifiedAdult() {
        return verifiedAdult;
    }

    /** Region of the character as the profile tells it; empty when not told. */
    public String region() {
        return region;
    }
}
