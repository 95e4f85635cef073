package io.reco.core.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** Characters as columns; a character is its index {@code c}. Immutable and thread-safe. */
public final class Profiles {
    private static final Gender[] GENDERS = Gender.values();
    private static final AgeBand[] AGE_BANDS = AgeBand.values();
    private static final Block.Kind[] KINDS = Block.Kind.values();

    private final IdMap ids;
    private final BitSet told;
    private final TextColumn accounts;
    private final byte[] genders;
    private final byte[] ageBands;
    private final IdMap regionIds;
    private final int[] regions;
    private final IntLists likedArtists;
    private final IntLists likedGenres;
    private final IntLists dislikedGenres;
    private final IntLists blocks;
    private final long[] blockEnds;
    private final BitSet explicitRefused;
    private final BitSet verifiedAdult;

    private Profiles(Builder builder) {
        ids = builder.ids.build();
        int n = ids.size();
        told = (BitSet) builder.told.clone();
        accounts = builder.accounts.build(n);
        genders = Arrays.copyOf(builder.genders, n);
        ageBands = Arrays.copyOf(builder.ageBands, n);
        regionIds = builder.regionIds.build();
        regions = new int[n];
        for (int c = 0; c < n; c++) {
            regions[c] = (c < builder.regions.length ? builder.regions[c] : 0) - 1;
        }
        likedArtists = builder.likedArtists.build(n);
        likedGenres = builder.likedGenres.build(n);
        dislikedGenres = builder.dislikedGenres.build(n);
        blocks = builder.blocks.build(n);
        blockEnds = new long[blocks.totalLength()];
        builder.blockEnds.forEach((c, ends) -> System.arraycopy(ends, 0, blockEnds, blocks.start(c), ends.length));
        explicitRefused = (BitSet) builder.explicitRefused.clone();
        verifiedAdult = (BitSet) builder.verifiedAdult.clone();
    }

    /** Raw ids of the characters. */
    public IdMap ids() {
        return ids;
    }

    /** Number of characters. */
    public int size() {
        return ids.size();
    }

    /** Whether the profile itself was given; false for a character that is only known from events or playlists. */
    public boolean told(int c) {
        return told.get(c);
    }

    /** Raw id of the account; empty when not told. */
    public String accountId(int c) {
        return accounts.get(c);
    }

    /** Gender. */
    public Gender gender(int c) {
        return GENDERS[genders[c]];
    }

    /** Age band. */
    public AgeBand ageBand(int c) {
        return AGE_BANDS[ageBands[c]];
    }

    /** Regions by index. */
    public IdMap regions() {
        return regionIds;
    }

    /** Index of the region, or {@link IdMap#ABSENT}. */
    public int region(int c) {
        return regions[c];
    }

    /** Indices of the artists picked when set up, by character. */
    public IntLists likedArtists() {
        return likedArtists;
    }

    /** Indices of the genres picked when set up, by character. */
    public IntLists likedGenres() {
        return likedGenres;
    }

    /** Indices of the genres not wanted, by character. */
    public IntLists dislikedGenres() {
        return dislikedGenres;
    }

    /** Number of blocks, ended ones included. */
    public int blockCount(int c) {
        return blocks.length(c);
    }

    /** What block {@code j} blocks. */
    public Block.Kind blockKind(int c, int j) {
        return KINDS[blocks.get(c, j) & 3];
    }

    /** Index of what block {@code j} blocks, among the artists, albums or tracks of the catalogue. */
    public int blockTarget(int c, int j) {
        return blocks.get(c, j) >>> 2;
    }

    /** Epoch milliseconds at which block {@code j} ends, or {@link Block#FOR_EVER}. */
    public long blockUntilMillis(int c, int j) {
        long unused = blocks.get(c, j);
        return blockEnds[blocks.start(c) + j];
    }

    /** Whether explicit tracks may be played; true when not told. */
    public boolean explicitAllowed(int c) {
        return !explicitRefused.get(c);
    }

    /** Whether it is known to be an adult; false when not told. */
    public boolean verifiedAdult(int c) {
        return verifiedAdult.get(c);
    }

    /** The character with its raw ids. */
    public Profile profile(int c, Catalog catalog) {
        List<Block> list = new ArrayList<>();
        for (int j = 0; j < blockCount(c); j++) {
            IdMap targets = switch (blockKind(c, j)) {
                case ARTIST -> catalog.artists();
                case ALBUM -> catalog.albums();
                case TRACK -> catalog.tracks();
            };
            list.add(new Block(blockKind(c, j), targets.id(blockTarget(c, j)), blockUntilMillis(c, j)));
        }
        return new Profile(
                ids.id(c),
                accountId(c),
                gender(c),
                ageBand(c),
                regions[c] == IdMap.ABSENT ? "" : regionIds.id(regions[c]),
                Catalog.rawIds(catalog.artists(), likedArtists, c),
                Catalog.rawIds(catalog.genres(), likedGenres, c),
                Catalog.rawIds(catalog.genres(), dislikedGenres, c),
                list,
                explicitAllowed(c),
                verifiedAdult(c));
    }

    /** Collects characters. */
    static final class Builder {
        private final IdMap.Builder ids = new IdMap.Builder();
        private final BitSet told = new BitSet();
        private final TextColumn.Builder accounts = new TextColumn.Builder();
        private byte[] genders = new byte[16];
        private byte[] ageBands = new byte[16];
        private final IdMap.Builder regionIds = new IdMap.Builder();
        private int[] regions = new int[16];
        private final IntLists.Builder likedArtists = new IntLists.Builder();
        private final IntLists.Builder likedGenres = new IntLists.Builder();
        private final IntLists.Builder dislikedGenres = new IntLists.Builder();
        private final IntLists.Builder blocks = new IntLists.Builder();
        private final Map<Integer, long[]> blockEnds = new HashMap<>();
        private final BitSet explicitRefused = new BitSet();
        private final BitSet verifiedAdult = new BitSet();

        IdMap.Builder ids() {
            return ids;
        }

        boolean told(String id) {
            int c = ids.indexOf(id);
            return c != IdMap.ABSENT && told.get(c);
        }

        void add(Profile profile, CatalogBuilder catalog) {
            int c = ids.add(profile.id());
            told.set(c);
            accounts.set(c, profile.accountId());
            if (c >= genders.length) {
                int bigger = Math.max(c + 1, c + (c >> 1));
                genders = Arrays.copyOf(genders, bigger);
                ageBands = Arrays.copyOf(ageBands, bigger);
                regions = Arrays.copyOf(regions, bigger);
            }
            genders[c] = (byte) profile.gender().ordinal();
            ageBands[c] = (byte) profile.ageBand().ordinal();
            regions[c] = profile.region().isEmpty() ? 0 : regionIds.add(profile.region()) + 1;
            likedArtists.set(c, indices(profile.likedArtists(), catalog::artist));
            likedGenres.set(c, indices(profile.likedGenres(), catalog::genre));
            dislikedGenres.set(c, indices(profile.dislikedGenres(), catalog::genre));
            int[] targets = new int[profile.blocks().size()];
            long[] ends = new long[targets.length];
            for (int j = 0; j < targets.length; j++) {
                Block block = profile.blocks().get(j);
                int target = switch (block.kind()) {
                    case ARTIST -> catalog.artist(block.targetId());
                    case ALBUM -> catalog.album(block.targetId());
                    case TRACK -> catalog.track(block.targetId());
                };
                targets[j] = target << 2 | block.kind().ordinal();
                ends[j] = block.untilMillis();
            }
            if (targets.length > 0) {
                blocks.set(c, targets);
                blockEnds.put(c, ends);
            }
            explicitRefused.set(c, !profile.explicitAllowed());
            verifiedAdult.set(c, profile.verifiedAdult());
        }

        Profiles build() {
            return new Profiles(this);
        }

        static int[] indices(List<String> rawIds, ToIntFunction<String> index) {
            return rawIds.stream().mapToInt(index).toArray();
        }
    }
}
