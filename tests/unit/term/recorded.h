/* What terminals answered to XTVERSION, DA2, DA3, DECRQM 8 and DA1, in this order, byte for byte. */
#ifndef KHABAR_TESTS_RECORDED_H
#define KHABAR_TESTS_RECORDED_H

#define RECORDED_XTERM                                                                                                \
    "\033P>|XTerm(379)\033\\\033[>41;379;0c\033P!|00000000\033\\\033[8;0$y\033[?64;1;2;6;9;15;16;17;18;21;22;28c"
#define RECORDED_URXVT "\033[>85;95;0c\033[?1;2c"
#define RECORDED_ST "\033[?6c"
#define RECORDED_ALACRITTY "\033[>0;1700;1c\033[?6c"
#define RECORDED_FOOT "\033P>|foot(1.13.1)\033\\\033[>1;011301;0c\033P!|464f4f54\033\\\033[?62;4;22c"
#define RECORDED_VTE "\033[>65;7006;1c\033P!|7E565445\033\\\033[8;1$y\033[?65;1;9c"
#define RECORDED_KONSOLE "\033P>|Konsole 22.12.3\033\\\033[>1;115;0c\033P!|7E4B4445\033\\\033[?62;1;4c"
#define RECORDED_MLTERM                                                                                               \
    "\033[>24;279;0c\033P!|000000\033\\\033[8;0$y\033[?63;1;2;3;4;6;7;15;18;22;29c"
#define RECORDED_PUTTY "\033[>0;136;0c\033[?6c"
#define RECORDED_QTERMINAL "\033[>0;115;0c\033[?1;2c"
#define RECORDED_KITTY "\033P>|kitty(0.26.5)\033\\\033[>1;4000;26c\033[8;0$y\033[?62;c"
#define RECORDED_TMUX "\033P>|tmux 3.3a\033\\\033[>84;0;0c\033[?1;2c"
/* screen hands a question that is wrapped in DCS on to the terminal outside. */
#define RECORDED_SCREEN "\033[>83;40900;0c\033[?1;2c"
#define RECORDED_SCREEN_IN_KITTY "\033[>83;40900;0c\033[?1;2c\033P>|kitty(0.26.5)\033\\\033[?62;c"
#define RECORDED_SCREEN_IN_KONSOLE "\033[>83;40900;0c\033[?1;2c\033P>|Konsole 22.12.3\033\\\033[?62;1;4c"
#define RECORDED_SCREEN_IN_XTERM                                                                                      \
    "\033[>83;40900;0c\033[?1;2c\033P>|XTerm(379)\033\\\033[?64;1;2;6;9;15;16;17;18;21;22;28c"

#endif
