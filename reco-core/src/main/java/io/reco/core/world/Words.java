package io.reco.core.world;

import io.reco.core.random.SplitMix64;
import java.util.List;

/** Invented names and titles, put together from parts. Names may repeat, as they do in the real world, but seldom. */
final class Words {
    private static final List<String> ONSETS = List.of(
            "v", "l", "r", "k", "m", "n", "s", "t", "d", "br", "tr", "sh", "z", "h", "j", "f", "gl", "th", "p", "y");
    private static final List<String> VOWELS = List.of("a", "e", "i", "o", "u", "ae", "ei", "io", "ou", "y");
    private static final List<String> ENDINGS = List.of("", "", "n", "r", "l", "s", "x", "th", "nd", "m");
    private static final List<String> ADJECTIVES = List.of(
            "Paper",
            "Velvet",
            "Silent",
            "Northern",
            "Crooked",
            "Golden",
            "Hollow",
            "Distant",
            "Electric",
            "Wooden",
            "Quiet",
            "Burning",
            "Glass",
            "Second",
            "Lonely",
            "Slow",
            "Bright",
            "Broken",
            "Summer",
            "Winter",
            "Pale",
            "Hidden",
            "Salted",
            "Copper",
            "Amber",
            "Tender",
            "Restless",
            "Faded",
            "Floating",
            "Early");
    private static final List<String> NOUNS = List.of(
            "Lantern",
            "Harbor",
            "Orchard",
            "Satellite",
            "Tram",
            "Glacier",
            "Meadow",
            "Pigeon",
            "Compass",
            "Attic",
            "Antenna",
            "Lighthouse",
            "Sparrow",
            "Cathedral",
            "Bicycle",
            "Thunder",
            "Pavement",
            "Mirror",
            "Canyon",
            "Ferry",
            "Notebook",
            "Window",
            "Comet",
            "Terrace",
            "Signal",
            "Garden",
            "Staircase",
            "Umbrella",
            "Tide",
            "Elevator",
            "Valley",
            "Postcard",
            "Magnolia",
            "Turbine",
            "Whale",
            "Raincoat");
    private static final List<String> VERBS = List.of(
            "Follow",
            "Forget",
            "Carry",
            "Wake",
            "Leave",
            "Paint",
            "Chase",
            "Hold",
            "Cross",
            "Remember",
            "Miss",
            "Break");
    private static final List<String> TIMES = List.of(
            "Midnight", "Sunday", "Morning", "August", "Dawn", "Tomorrow", "November", "Monday", "Dusk", "Spring");
    private static final List<String> KOREAN_NOUNS = List.of(
            "달빛", "새벽", "유리", "파도", "종이", "고래", "여름", "모래", "우산", "기차", "골목", "편지", "그림자", "소나기", "등대", "호수", "단풍",
            "구름", "창문", "나침반", "계단", "노을", "온도", "자전거");
    private static final List<String> KOREAN_TITLES =
            List.of("%s의 %s", "%s %s", "%s에서 %s까지", "너와 나의 %s %s", "%s 그리고 %s", "다시, %s %s");
    private static final List<String> MOODS = List.of(
            "chill",
            "night",
            "workout",
            "focus",
            "rainy",
            "drive",
            "party",
            "morning",
            "heartbreak",
            "summer",
            "sleep",
            "commute");
    private static final List<String> MOOD_TITLES = List.of(
            "Slow Hours",
            "Late Night",
            "Run Harder",
            "Deep Focus",
            "Rainy Window",
            "Night Drive",
            "Friday Lights",
            "First Coffee",
            "After You Left",
            "Endless Summer",
            "Half Asleep",
            "Way to Work");
    private static final List<String> KOREAN_MOOD_TITLES = List.of(
            "느긋한 오후",
            "새벽 감성",
            "땀나는 운동",
            "집중이 필요할 때",
            "비 오는 날",
            "밤 드라이브",
            "신나는 주말",
            "모닝커피와 함께",
            "이별 후에",
            "여름 바다",
            "잠들기 전",
            "출근길");

    private Words() {}

    static int moodCount() {
        return MOODS.size();
    }

    static String mood(int mood) {
        return MOODS.get(mood);
    }

    /** About one artist in seven has a Korean name, and most of its titles are Korean too. */
    static boolean korean(SplitMix64 random) {
        return random.chance(0.15);
    }

    static String artist(boolean korean, SplitMix64 random) {
        if (korean) {
            String[] nouns = twoOf(KOREAN_NOUNS, random);
            return nouns[0] + (random.chance(0.5) ? "" : " ") + nouns[1];
        }
        return switch (random.nextInt(8)) {
            case 0 -> "The " + pick(ADJECTIVES, random) + " " + pick(NOUNS, random) + "s";
            case 1 -> pick(ADJECTIVES, random) + " " + coined(2, random);
            case 2 -> coined(2, random) + " & the " + pick(NOUNS, random) + "s";
            case 3 -> pick(NOUNS, random) + " " + coined(2, random);
            case 4 -> "DJ " + coined(3, random);
            case 5 -> coined(2, random) + " " + coined(3, random);
            case 6 -> coined(2, random) + "é " + coined(2, random);
            default -> coined(3, random);
        };
    }

    static String title(boolean korean, SplitMix64 random) {
        if (korean && random.chance(0.8)) {
            return String.format(pick(KOREAN_TITLES, random), (Object[]) twoOf(KOREAN_NOUNS, random));
        }
        return switch (random.nextInt(9)) {
            case 0 -> pick(ADJECTIVES, random) + " " + pick(NOUNS, random);
            case 1 -> pick(TIMES, random) + " " + pick(NOUNS, random);
            case 2 -> pick(VERBS, random) + " the " + pick(NOUNS, random);
            case 3 -> "Don't " + pick(VERBS, random) + " My " + pick(NOUNS, random);
            case 4 -> pick(NOUNS, random) + "s in " + pick(TIMES, random);
            case 5 -> "The " + String.join(" and the ", twoOf(NOUNS, random));
            case 6 -> coined(2, random);
            case 7 -> pick(ADJECTIVES, random) + " " + pick(TIMES, random);
            default -> pick(VERBS, random) + " Me, " + coined(2, random);
        };
    }

    /** A title of a playlist by genre and mood. */
    static String playlist(Genre genre, int mood, boolean korean, SplitMix64 random) {
        String moodTitle = (korean ? KOREAN_MOOD_TITLES : MOOD_TITLES).get(mood);
        return switch (random.nextInt(4)) {
            case 0 -> moodTitle;
            case 1 -> moodTitle + " " + genre.name();
            case 2 -> genre.name() + " " + moodTitle;
            default -> genre.name() + (korean ? " 모음" : " mix");
        };
    }

    private static String coined(int syllables, SplitMix64 random) {
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < syllables; i++) {
            word.append(pick(ONSETS, random)).append(pick(VOWELS, random));
        }
        word.append(pick(ENDINGS, random));
        word.setCharAt(0, Character.toUpperCase(word.charAt(0)));
        return word.toString();
    }

    private static String[] twoOf(List<String> words, SplitMix64 random) {
        int first = random.nextInt(words.size());
        int second = (first + 1 + random.nextInt(words.size() - 1)) % words.size();
        return new String[] {words.get(first), words.get(second)};
    }

    private static String pick(List<String> words, SplitMix64 random) {
        return words.get(random.nextInt(words.size()));
    }
}
